"""Are deeds, their parts and how they are meant read from English sentences?"""

from datetime import date

import pytest

from dalel.domain.claim import Claim, ClaimRole, Mention, Mode, Polarity
from dalel.domain.lexicon import Lexicon
from dalel.language.claims.reading import read_claims

DAY = date(2031, 5, 14)
NOT_SO = Polarity.DENIED


def _read(text: str, lexicon: Lexicon) -> tuple[Claim, ...]:
    return read_claims(text, "en", lexicon, DAY)


def _one(text: str, deed: str, lexicon: Lexicon) -> Claim:
    found = [claim for claim in _read(text, lexicon) if claim.deed == deed]
    assert len(found) == 1, _read(text, lexicon)
    return found[0]


def _words(mention: Mention | None) -> str | None:
    return mention.words if mention else None


@pytest.mark.parametrize(
    ("text", "deed", "agent", "patient"),
    [
        ("Officers detained editor Sabit Orman.", "detain", "Officers", "editor Sabit Orman"),
        (
            "Editor Sabit Orman was detained by officers.",
            "detain",
            "officers",
            "Editor Sabit Orman",
        ),
        ("The reporter was placed in custody.", "arrest", None, "The reporter"),
        ("A case was opened against the fund.", "open_case", None, "the fund"),
        ("The court closed the case.", "close_case", "The court", "the case"),
        ("The court turned down the request.", "reject", "The court", "the request"),
        ("The site came under attack.", "attack", None, "The site"),
        ("The detention of the editor by police lasted long.", "detain", "police", "the editor"),
        ("The editor's arrest surprised colleagues.", "arrest", None, "The editor"),
        (
            "The ministry revoked the channel's licence.",
            "revoke_licence",
            "The ministry",
            "the channel",
        ),
        ("Editor fined over a post.", "fine", None, "Editor"),
        ("The law that the senate adopted is long.", "adopt", "the senate", "The law"),
        ("The reporter detained in May has left.", "detain", None, "The reporter"),
        ("Reporter Sabit Orman, who was beaten, left.", "beat", None, "Reporter Sabit Orman"),
        ("The senate adopted on Monday the bill.", "adopt", "The senate", "the bill"),
        ("Hackers broke into the portal.", "hack", "Hackers", "the portal"),
        ("The court refused to hear the complaint.", "dismiss", "The court", "the complaint"),
        ("The court ordered the editor to pay a fine.", "fine", "The court", "the editor"),
        ("The editor was ordered to pay a fine.", "fine", None, "The editor"),
        ("Police detained and later freed the editor.", "detain", "Police", "the editor"),
        ("The bill, which was long debated, was vetoed.", "veto", None, "The bill"),
        ("The court that acquitted the editor sits here.", "acquit", "The court", "the editor"),
        ("The editor acquitted in May was fined.", "fine", None, "The editor"),
        ("The ministry's plan to block the site failed.", "block", "The ministry", "the site"),
        ("Police asked the editor to delete the post.", "demand_removal", "Police", "the post"),
        ("The editor lost her appeal.", "lose_case", None, "The editor"),
        ("The editors were released by evening.", "release", None, "The editors"),
        ("The journalist called on police to free the editor.", "release", "police", "the editor"),
        ("Editors and lawyers signed the letter.", "sign", "Editors and lawyers", "the letter"),
    ],
)
def test_who_did_it_to_whom(
    text: str, deed: str, agent: str | None, patient: str | None, kz_lexicon: Lexicon
) -> None:
    claim = _one(text, deed, kz_lexicon)
    assert (_words(claim.agent), _words(claim.patient)) == (agent, patient)


@pytest.mark.parametrize(
    ("text", "deed", "polarity"),
    [
        ("Police did not search the flat.", "search", NOT_SO),
        ("Police never searched the flat.", "search", NOT_SO),
        ("No site has been unblocked.", "unblock", NOT_SO),
        ("Neither the police nor the mayor searched it.", "search", NOT_SO),
        ("He was released without paying the fine.", "pay_fine", NOT_SO),
        ("The ministry failed to unblock the site.", "unblock", NOT_SO),
        ("The ministry denied blocking the site.", "block", NOT_SO),
        ("The ministry denied that the site was blocked.", "block", NOT_SO),
        ("The ministry denied reports that the site was blocked.", "block", NOT_SO),
        ("The police denied the arrest of the editor.", "arrest", NOT_SO),
        ("The ministry did not deny blocking the site.", "block", Polarity.DONE),
        ("He did not refuse to testify.", "testify", Polarity.DONE),
        ("The minister ruled out blocking the site.", "block", NOT_SO),
        ("He was barred from publishing articles.", "publish", NOT_SO),
        ("The company denies the leak.", "leak", NOT_SO),
        ("The minister ruled out that the site was blocked.", "block", NOT_SO),
        ("There is no plan to block the site.", "block", NOT_SO),
        ("The ministry has no intention to block the site.", "block", NOT_SO),
        ("The site did not load.", "go_down", Polarity.DONE),
        ("The portal did not open an office.", "open_outlet", NOT_SO),
        ("Nobody has been arrested.", "arrest", NOT_SO),
        ("He was released instead of being fined.", "fine", NOT_SO),
    ],
)
def test_whether_it_was_so(text: str, deed: str, polarity: Polarity, kz_lexicon: Lexicon) -> None:
    assert _one(text, deed, kz_lexicon).polarity is polarity


@pytest.mark.parametrize(
    ("text", "deed", "mode"),
    [
        ("The ministry plans to block the site.", "block", Mode.PLANNED),
        ("The ministry will block the site.", "block", Mode.PLANNED),
        ("The ministry is to block the site.", "block", Mode.PLANNED),
        ("The site is likely to be blocked.", "block", Mode.POSSIBLE),
        ("The ministry may block the site.", "block", Mode.POSSIBLE),
        ("It is unclear whether the site was hacked.", "hack", Mode.POSSIBLE),
        ("Deputies proposed blocking the site.", "block", Mode.PROPOSED),
        ("The prosecutor asked the court to acquit him.", "acquit", Mode.ASKED),
        ("The prosecutor demanded that the editor be acquitted.", "acquit", Mode.ASKED),
        ("The prosecutor asked for five years for the editor.", "sentence", Mode.ASKED),
        ("The court ordered the editor to apologise.", "apologise", Mode.ORDERED),
        ("The law obliges platforms to store data.", "store", Mode.ORDERED),
        ("The article carries a fine of up to 200 MRP.", "fine", Mode.LIMIT),
        ("If the site is hacked, users will know.", "hack", Mode.CONDITIONAL),
        ("He would have been acquitted.", "acquit", Mode.CONDITIONAL),
        ("Officers are searching the flat.", "search", Mode.ONGOING),
        ("The ministry announced a plan to block the site.", "block", Mode.PLANNED),
        ("Officers demanded the release of the editor.", "release", Mode.ASKED),
        ("Officers searched the flat.", "search", Mode.DONE),
        ("The minister did not rule out that the site was blocked.", "block", Mode.POSSIBLE),
        ("There is no evidence that the site was hacked.", "hack", Mode.POSSIBLE),
        ("The lawyer asked for the case to be closed.", "close_case", Mode.ASKED),
        ("The prosecutor wants the editor jailed for two years.", "sentence", Mode.ASKED),
        ("The defence is planning an appeal.", "appeal", Mode.PLANNED),
        ("The president is due to sign the bill.", "sign", Mode.PLANNED),
        ("The site remains blocked.", "block", Mode.ONGOING),
        ("The editor must pay the fine.", "pay_fine", Mode.ORDERED),
        ("The editor has to pay the fine.", "pay_fine", Mode.ORDERED),
        ("The law bans anonymous comments.", "ban", Mode.DONE),
        ("The ministry began to block the site.", "block", Mode.DONE),
        ("Deputies want to ban and the ministry wants to block it.", "block", Mode.PLANNED),
        ("The reporter may be detained or fined.", "fine", Mode.POSSIBLE),
    ],
)
def test_how_it_is_meant(text: str, deed: str, mode: Mode, kz_lexicon: Lexicon) -> None:
    assert _one(text, deed, kz_lexicon).mode is mode


@pytest.mark.parametrize(
    ("text", "voice"),
    [
        ("Lawyer Aida Serik said the site was blocked.", "Lawyer Aida Serik"),
        ("Lawyer Aida Serik told reporters that the site was blocked.", "Lawyer Aida Serik"),
        ("The site was blocked, lawyer Aida Serik said.", "lawyer Aida Serik"),
        ("The site was blocked, said lawyer Aida Serik.", "lawyer Aida Serik"),
        ("The site, lawyer Aida Serik says, was blocked.", "lawyer Aida Serik"),
        ("According to lawyer Aida Serik, the site was blocked.", "lawyer Aida Serik"),
        ("The site was blocked, according to lawyer Aida Serik.", "lawyer Aida Serik"),
        ("The site was blocked.", None),
        ("“The site was blocked by the police,” said lawyer Aida Serik.", "lawyer Aida Serik"),
        ("Lawyer Aida Serik: the site was blocked, said Omar Tau.", "Omar Tau"),
    ],
)
def test_who_says_so(text: str, voice: str | None, kz_lexicon: Lexicon) -> None:
    assert _words(_one(text, "block", kz_lexicon).voice) == voice


def test_a_pronoun_gives_way_to_what_it_stands_for(kz_lexicon: Lexicon) -> None:
    text = "Investigator Abai Tulegenov summoned editor Aigul Saparova. He questioned her."
    claim = _one(text, "question", kz_lexicon)
    assert claim.agent is not None
    assert claim.patient is not None
    assert (claim.agent.words, claim.agent.via) == ("Investigator Abai Tulegenov", "He")
    assert (claim.patient.words, claim.patient.via) == ("editor Aigul Saparova", "her")
    assert claim.unsure >= {"agent", "patient"}


def test_what_nothing_stands_for_stays_a_pronoun(kz_lexicon: Lexicon) -> None:
    assert _words(_one("They searched the flat.", "search", kz_lexicon).agent) == "They"


def test_we_in_what_somebody_says_is_himself(kz_lexicon: Lexicon) -> None:
    claim = _one("The minister said: “We have blocked all of these sites.”", "block", kz_lexicon)
    assert claim.agent is not None
    assert (claim.agent.words, claim.agent.via) == ("The minister", "We")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Acme fought Symtel. It was fined.", "Acme"),
        ("Two editors left. They were fined.", "Two editors"),
        ("The editor's lawyer left. He was fined.", "The editor's lawyer"),
        ("The editor left. It rained. It snowed. He was fined.", "He"),
    ],
)
def test_pronouns_go_back_to_what_fits_them(text: str, words: str, kz_lexicon: Lexicon) -> None:
    assert _words(_one(text, "fine", kz_lexicon).patient) == words


def test_a_sentence_without_end_is_read_in_pieces(kz_lexicon: Lexicon) -> None:
    assert len(_read("the court fined the editor and " * 200, kz_lexicon)) > 150


def test_two_sides_of_a_contrast_are_two_claims(kz_lexicon: Lexicon) -> None:
    found = _read("The fine was imposed not on the paper but on the editor.", kz_lexicon)
    told = {(_words(claim.patient), claim.polarity) for claim in found}
    assert told == {("the editor", Polarity.DONE), ("the paper", NOT_SO)}


def test_a_verb_that_is_told_once_tells_of_two(kz_lexicon: Lexicon) -> None:
    found = _read("Symtel was fined 3,000 tenge and Datakor 2,000.", kz_lexicon)
    told = [(_words(claim.patient), int(claim.amounts[0].value)) for claim in found]
    assert told == [("Symtel", 3000), ("Datakor", 2000)]
    assert {claim.amounts[0].unit for claim in found} == {"KZT"}


def test_values_belong_to_their_clause(kz_lexicon: Lexicon) -> None:
    text = (
        "On 3 May a court in Almaty fined the editor 40,000 tenge under Article 274 of the "
        "Criminal Code, and the blogger was jailed for 15 days."
    )
    fine, arrest = (_one(text, deed, kz_lexicon) for deed in ("fine", "arrest"))
    assert fine.when is not None
    assert (fine.when.iso, _words(fine.where)) == ("2031-05-03", "in Almaty")
    assert _words(fine.law) == "Article 274 of the Criminal Code"
    assert [int(amount.value) for amount in fine.amounts] == [40_000]
    assert [int(amount.value) for amount in arrest.amounts] == [15]
    assert (arrest.when, arrest.law) == (None, None)


def test_who_wants_it_and_for_what_are_told(kz_lexicon: Lexicon) -> None:
    text = "Deputies proposed fining platforms for ignoring requests."
    others = {each.role: each.mention.words for each in _one(text, "fine", kz_lexicon).others}
    assert others == {ClaimRole.PROPOSER: "Deputies", ClaimRole.REASON: "for ignoring requests"}


def test_refusing_tells_the_refusal_and_what_was_not_done(kz_lexicon: Lexicon) -> None:
    found = {
        claim.deed: claim for claim in _read("The editor refused to answer questions.", kz_lexicon)
    }
    assert _words(found["refuse"].patient) == "to answer questions"
    assert found["answer"].polarity is NOT_SO


def test_a_verb_that_no_deed_has_is_another_deed(kz_lexicon: Lexicon) -> None:
    (claim,) = _read("The editor polished the table.", kz_lexicon)
    assert (claim.deed, claim.lemma) == ("other", "polish")


def test_words_that_tell_a_deed_are_lit(kz_lexicon: Lexicon) -> None:
    text = "The court did not leave the verdict unchanged."
    claim = _one(text, "uphold", kz_lexicon)
    assert text[claim.trigger.start : claim.trigger.end] == "did not leave the verdict unchanged"
    assert [text[cue.start : cue.end] for cue in claim.cues] == ["not"]


@pytest.mark.parametrize("text", ["", "   ", "!!!", "Kazakhstan", "(“”)", "not", "to", "that that"])
def test_what_tells_nothing_has_no_claims(text: str, kz_lexicon: Lexicon) -> None:
    assert _read(text, kz_lexicon) == ()
