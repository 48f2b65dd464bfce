"""The codebook's rules, and the finding of those that an article touches.

A rule is a conjunction of marks: cues of the pack, outcomes (``=fined``) and where it happens
(``@home``, ``@abroad``). Rules do not decide; they are what the classifier weighs beside words, and
what an editor is told. Who is hit, by what and at which legal step tells the sections apart, so
most rules ask for marks that stand together in one sentence.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

Marks = frozenset[str]


@dataclass(frozen=True, kw_only=True)
class Rule:
    """When a rule is touched.

    Each group of ``together`` has a mark in one and the same sentence, each of ``anywhere``
    somewhere in the article, each of ``first`` in the title or the sentence after it. No mark of
    ``absent`` stands anywhere, none of ``not_first`` in title or first sentence.
    """

    name: str
    together: tuple[Marks, ...] = ()
    anywhere: tuple[Marks, ...] = ()
    first: tuple[Marks, ...] = ()
    absent: Marks = frozenset()
    not_first: Marks = frozenset()


def touched(sentences: tuple[Marks, ...]) -> frozenset[str]:
    """The names of the rules that an article touches; its title is the first sentence."""
    everywhere = frozenset[str]().union(*sentences)
    first = frozenset[str]().union(*sentences[:2])
    return frozenset(rule.name for rule in RULES if _fits(rule, sentences, everywhere, first))


def _fits(rule: Rule, sentences: Iterable[Marks], everywhere: Marks, first: Marks) -> bool:
    if rule.absent & everywhere or rule.not_first & first:
        return False
    if not all(group & everywhere for group in rule.anywhere):
        return False
    if not all(group & first for group in rule.first):
        return False
    return not rule.together or any(
        all(group & sentence for group in rule.together) for sentence in sentences
    )


def _marks(names: str) -> Marks:
    return frozenset(names.split())


#: Whose freedom to speak is meant; an attack on them is a matter of expression.
_SPEAKER: Final = _marks("journalist blogger outlet editor activist defender")
_SPOKEN: Final = _marks("post speech_offence fake platform account freedom rally anonymity")
_STEP: Final = _marks(
    "search detention case verdict fine =detained =arrested =searched =seized =suspect =charged "
    "=convicted =fined =opened =acquitted"
)
_COURT: Final = _marks("court appeal verdict =upheld =quashed =convicted =acquitted")
_ATTACK: Final = _marks("ddos attack malware takeover")
_DATA: Final = _marks("personal_data leak data_owner sim_id biometrics state_messenger")
_DIGITAL: Final = _marks(
    "internet site platform account post leak personal_data data_owner sim_id biometrics spyware "
    "surveillance state_messenger state_system ddos attack malware takeover hackers cyberspace "
    "cybercrime content_removed account_lost bots fake deepfake ai monitoring anonymity telecom "
    "shutdown blocked freedom"
)
_SPEECH: Final = _SPEAKER | _marks("freedom fake post content_removed account_lost access_press")
_MAKING: Final = _marks("bill passed rules law =adopted =signed =in_force")
_AUTHORITY: Final = _marks("president minister deputy security police prosecutor")
_EVERYDAY: Final = _marks("weather sport culture award health economy study utilities startup")

#: A new rule is a line here and its wording in ``wording.py``.
RULES: Final = (
    Rule(name="speaker_prosecuted", together=(_SPEAKER, _STEP)),
    Rule(name="speaker_prosecuted_first", first=(_SPEAKER, _STEP)),
    Rule(name="speaker_in_court", together=(_SPEAKER, _COURT)),
    Rule(name="speech_punished", together=(_SPOKEN, _STEP)),
    Rule(name="speech_in_court", anywhere=(_SPOKEN, _COURT), first=(_STEP | _COURT,)),
    Rule(name="person_at_step_first", first=(_STEP | _COURT,)),
    Rule(name="speaker_attacked", together=(_SPEAKER, _ATTACK)),
    Rule(name="speaker_pressed", together=(_SPEAKER, _marks("threat violence"))),
    Rule(name="others_attacked", anywhere=(_ATTACK,), absent=_SPEAKER),
    Rule(name="media_blocked", together=(_marks("outlet site"), _marks("blocked =blocked"))),
    Rule(
        name="account_or_post_removed",
        anywhere=(_marks("account_lost content_removed"),),
        first=(_marks("account post platform"),),
    ),
    Rule(name="internet_cut", first=(_marks("shutdown"),)),
    Rule(name="press_kept_out", together=(_marks("access_press"), _SPEAKER | _marks("deputy"))),
    Rule(name="answer_refused", anywhere=(_marks("info_request"),)),
    Rule(
        name="official_on_speech",
        together=(_AUTHORITY, _marks("fake platform freedom anonymity post internet")),
        absent=_STEP,
    ),
    Rule(name="data_first", first=(_DATA,)),
    Rule(name="data_leaked", first=(_marks("leak"),), anywhere=(_marks("personal_data"),)),
    Rule(name="law_on_data", first=(_MAKING, _DATA)),
    Rule(name="data_counted", anywhere=(_marks("personal_data"), _marks("statistics fine"))),
    Rule(name="spied_on", anywhere=(_marks("spyware foreign_state"),)),
    Rule(
        name="cyber_counted",
        together=(_marks("statistics"), _marks("attack cybercrime cyberspace hackers ddos")),
        absent=_marks("personal_data"),
    ),
    Rule(
        name="systems_hacked",
        together=(_marks("attack hackers malware"), _marks("state_system site company")),
    ),
    Rule(name="law_first", first=(_MAKING,)),
    Rule(name="law_on_speech", first=(_MAKING, _SPEECH | _marks("platform internet morality"))),
    Rule(
        name="law_on_ai",
        together=(_marks("ai deepfake monitoring"), _MAKING | _marks("deputy minister")),
    ),
    Rule(name="law_elsewhere", first=(_MAKING,), absent=_DIGITAL | _SPEAKER),
    Rule(name="norm_idle", anywhere=(_marks("not_applied"), _MAKING)),
    Rule(name="register_first", first=(_marks("register"),)),
    Rule(name="rights_reported", anywhere=(_marks("report"), _marks("freedom"))),
    Rule(name="constitutional_court", anywhere=(_marks("constitutional"),)),
    Rule(name="state_sued", anywhere=(_marks("against_state"), _COURT)),
    Rule(name="author_sued", anywhere=(_marks("civil_claim"), _SPEAKER | _marks("post"))),
    Rule(name="abroad_only", anywhere=(_marks("abroad @abroad"),), absent=_marks("home @home")),
    Rule(
        name="abroad_first",
        first=(_marks("abroad @abroad"),),
        not_first=_marks("home @home"),
    ),
    Rule(name="home_first", first=(_marks("home @home"),)),
    Rule(name="neither_digital_nor_speech", absent=_DIGITAL | _SPEECH),
    Rule(name="not_digital_first", not_first=_DIGITAL | _SPEECH),
    Rule(
        name="ordinary_crime",
        first=(_STEP | _marks("crime"),),
        not_first=_DIGITAL | _SPEECH | _marks("speech_offence"),
    ),
    Rule(
        name="fraud_on_consumers", first=(_marks("fraud_advice"),), absent=_marks("leak") | _SPEAKER
    ),
    Rule(name="everyday", first=(_EVERYDAY,), not_first=_SPEECH | _STEP),
    Rule(
        name="advertising",
        first=(_marks("advert startup public_service"),),
        absent=_STEP | _SPEAKER,
    ),
)
