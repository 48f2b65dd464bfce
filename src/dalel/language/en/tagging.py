"""Parts of speech: which words of a sentence are verbs, and in which form they stand."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from dalel.language.en.tokens import Tag, Token
from dalel.language.en.verb_forms import EnglishVerbForm, EnglishVerbs
from dalel.language.en.word_lists import listed, section


@dataclass(frozen=True, kw_only=True, slots=True)
class Tagged:
    """A token with its part of speech, its dictionary form, and of a verb its form."""

    token: Token
    tag: Tag
    lemma: str
    form: EnglishVerbForm | None = None

    @property
    def low(self) -> str:
        """The word in small letters."""
        return self.token.low


_FIXED: Final = (
    ("modals", Tag.MODAL),
    ("not", Tag.NOT),
    ("relative", Tag.RELATIVE),
    ("possessives", Tag.POSSESSIVE),
    ("personal", Tag.PRONOUN),
    ("conjunctions", Tag.CONJUNCTION),
    ("determiners", Tag.DETERMINER),
    ("ordinals", Tag.ADJECTIVE),
    ("adjectives", Tag.ADJECTIVE),
    ("subordinators", Tag.SUBORDINATOR),
    ("prepositions", Tag.PREPOSITION),
    ("adverbs", Tag.ADVERB),
)
#: What a noun's words end with before another noun may follow.
_ADJECTIVE_ENDS: Final = ("ous", "ful", "less", "ible", "ical")
_SINGULARS: Final = {
    "people": "person", "men": "man", "women": "woman", "children": "child", "media": "media",
    "policemen": "policeman", "news": "news", "series": "series", "premises": "premises",
    "personnel": "personnel", "analysis": "analysis", "access": "access", "process": "process",
    "press": "press", "address": "address", "proceedings": "proceedings",
    "authorities": "authority",
}  # fmt: skip


def singular(noun: str) -> str:
    """A noun in small letters in the singular."""
    if noun in _SINGULARS:
        return _SINGULARS[noun]
    if noun.endswith("ies") and len(noun) > 4:
        return f"{noun[:-3]}y"
    if noun.endswith(("sses", "shes", "ches", "xes", "zes")):
        return noun[:-2]
    if noun.endswith("s") and not noun.endswith(("ss", "us", "is")) and len(noun) > 3:
        return noun[:-1]
    return noun


def tagged(found: Sequence[Token], forms: EnglishVerbs) -> tuple[Tagged, ...]:
    """The tokens with their parts of speech."""
    done: list[Tagged] = []
    for at in range(len(found)):
        done.append(_Place(found, at, done, forms).tagged())
    return tuple(done)


class _Place:
    """One token among those before it, which are tagged, and those after it."""

    def __init__(
        self, found: Sequence[Token], at: int, done: Sequence[Tagged], forms: EnglishVerbs
    ) -> None:
        self._found, self._at, self._done, self._forms = found, at, done, forms
        self._token = found[at]
        self._low = found[at].low
        self._readings = (
            {}
            if self._is_name()
            else {form: verb for verb, form in sorted(forms.readings(self._low))}
        )

    def tagged(self) -> Tagged:
        token = self._token
        if token.tag is not None:
            return Tagged(token=token, tag=token.tag, lemma=token.low)
        if special := self._special():
            return Tagged(token=token, tag=special, lemma=token.low)
        form = self._verb_form()
        if form is not None:
            return Tagged(token=token, tag=Tag.VERB, lemma=self._readings[form], form=form)
        tag = self._fixed() or self._open()
        return Tagged(
            token=token, tag=tag, lemma=singular(token.low) if tag is Tag.NOUN else token.low
        )

    def _is_name(self) -> bool:
        first = next(
            (each for each in self._found if each.tag not in (Tag.QUOTE, Tag.COMMA)), self._token
        )
        after_quote = self._at > 0 and self._found[self._at - 1].tag in (Tag.QUOTE, Tag.COLON)
        return self._token.text[:1].isupper() and self._token is not first and not after_quote

    def _special(self) -> Tag | None:
        """The tag of "to", "that" and "her", which have several."""
        following = self._next()
        if self._low == "to":
            return Tag.TO if self._leads_to_verb() else Tag.PREPOSITION
        if self._low == "that":
            return self._tag_of_that()
        if self._low in ("her", "his") and (following is None or self._ends_phrase(following)):
            return Tag.PRONOUN
        if self._low == "nor" and following is not None and not self._may_be_verb(following):
            return Tag.CONJUNCTION
        if self._is_adverb_here():
            return Tag.ADVERB
        if self._low in listed("grammar", "quantifiers"):
            plain = following is None or self._ends_phrase(following) or following.low == "who"
            return Tag.PRONOUN if plain else Tag.DETERMINER
        return None

    def _is_adverb_here(self) -> bool:
        """Whether "each" follows an amount, or "first" an auxiliary."""
        helped = self._before(Tag.VERB)
        if self._low == "yet":
            return self._at > 0 and self._found[self._at - 1].tag is not Tag.COMMA
        first = self._low in ("first", "last") and helped is not None
        return (self._low == "each" and self._before(Tag.AMOUNT) is not None) or (
            first and helped is not None and helped.lemma in ("be", "have")
        )

    def _may_be_verb(self, token: Token) -> bool:
        return token.low in listed("grammar", "modals") | {"to"} or bool(
            self._forms.readings(token.low)
        )

    def _tag_of_that(self) -> Tag:
        previous = self._previous()
        if previous is not None and previous.tag is Tag.PREPOSITION:
            return Tag.PRONOUN
        following = self._next()
        if following is not None and (
            following.low in listed("grammar", "be") or following.low in listed("grammar", "have")
        ):
            nouns = (Tag.NOUN, Tag.COMMA)
            return Tag.RELATIVE if previous and previous.tag in nouns else Tag.PRONOUN
        return Tag.THAT

    def _leads_to_verb(self) -> bool:
        """Whether a base form follows, adverbs and "not" left out, that is no plain noun."""
        if (previous := self._previous()) and previous.lemma in ("access", "answer", "damage"):
            return False
        if (following := self._next()) and following.low in listed("grammar", "nouns_after_to"):
            return False
        for token in self._found[self._at + 1 : self._at + 4]:
            if token.low in listed("grammar", "not") or token.low.endswith("ly"):
                continue
            base = any(
                form is EnglishVerbForm.BASE for _verb, form in self._forms.readings(token.low)
            )
            return base and not token.text[:1].isupper()
        return False

    def _ends_phrase(self, token: Token) -> bool:
        return token.tag is not None or any(
            token.low in listed("grammar", name)
            for name in ("prepositions", "conjunctions", "subordinators", "be", "have", "modals",
                         "determiners", "adverbs", "not")
        )  # fmt: skip

    def _fixed(self) -> Tag | None:
        if self._is_name() and self._low not in listed("grammar", "prepositions"):
            return None
        return next((tag for name, tag in _FIXED if self._low in listed("grammar", name)), None)

    def _open(self) -> Tag:
        low = self._low
        if self._is_name():
            return Tag.NOUN
        if low.endswith("ly") and len(low) > 4 and low not in listed("grammar", "nouns_in_ly"):
            return Tag.ADVERB
        if low[:1].isdigit():
            return Tag.AMOUNT
        undone = low.startswith("un") and low.endswith("ed")
        adjective = (
            undone or low.endswith(_ADJECTIVE_ENDS) or EnglishVerbForm.PARTICIPLE in self._readings
        )
        return Tag.ADJECTIVE if adjective else Tag.NOUN

    # What decides whether a word is a verb.

    def _verb_form(self) -> EnglishVerbForm | None:
        fixed = self._fixed()
        if not self._readings or fixed in (Tag.MODAL, Tag.NOT, Tag.PRONOUN):
            return None
        if not {"be", "have", "do"}.isdisjoint(self._readings.values()):
            return self._finite()
        previous = self._previous()
        after = self._after_auxiliary(previous) if fixed is not Tag.ADJECTIVE else None
        if after is not None:
            return after
        if previous is not None and previous.tag in (Tag.MODAL, Tag.TO):
            return EnglishVerbForm.BASE if EnglishVerbForm.BASE in self._readings else None
        if self._inverted() and EnglishVerbForm.BASE in self._readings:
            return EnglishVerbForm.BASE
        return None if fixed is Tag.ADJECTIVE else self._by_neighbours(previous)

    def _finite(self) -> EnglishVerbForm:
        order: tuple[EnglishVerbForm, ...] = (
            EnglishVerbForm.PAST,
            EnglishVerbForm.THIRD,
            EnglishVerbForm.BASE,
            EnglishVerbForm.PARTICIPLE,
            EnglishVerbForm.ING,
        )
        helped = self._previous()
        if helped is not None and helped.tag is Tag.VERB and helped.lemma == "have":
            order = (EnglishVerbForm.PARTICIPLE, *order)
        return next(form for form in order if form in self._readings)

    def _after_auxiliary(self, previous: Tagged | None) -> EnglishVerbForm | None:
        if previous is None or previous.tag is not Tag.VERB:
            return None
        if previous.lemma not in ("be", "have", "get", "remain", "stay"):
            return None
        order = [EnglishVerbForm.PARTICIPLE]
        if previous.lemma == "be":
            order.append(EnglishVerbForm.ING)
        return next((form for form in order if form in self._readings), None)

    def _inverted(self) -> bool:
        """Whether "do" stands before it, with "not" between: "did not block"."""
        for tag in reversed(self._done):
            if tag.tag in (Tag.NOT, Tag.ADVERB):
                continue
            return tag.tag is Tag.VERB and tag.lemma == "do"
        return False

    def _by_neighbours(self, previous: Tagged | None) -> EnglishVerbForm | None:
        if previous is None or previous.tag in (Tag.STOP, Tag.QUOTE, Tag.COLON):
            return self._at_start()
        if previous.tag in (Tag.DETERMINER, Tag.POSSESSIVE, Tag.ADJECTIVE, Tag.AMOUNT):
            return self._after_noun_words(previous)
        if previous.tag is Tag.PREPOSITION:
            return self._after_preposition()
        if previous.tag in (Tag.PRONOUN, Tag.RELATIVE):
            return self._first(
                EnglishVerbForm.PAST,
                EnglishVerbForm.THIRD,
                EnglishVerbForm.BASE,
                EnglishVerbForm.ING,
                EnglishVerbForm.PARTICIPLE,
            )
        if previous.tag is Tag.THAT:
            return self._after_that()
        return self._after_word(previous)

    def _at_start(self) -> EnglishVerbForm | None:
        told = self._first(EnglishVerbForm.PAST, EnglishVerbForm.THIRD)
        if self._done and told is not None and self._readings[told] in listed("report", "verbs"):
            return told
        if EnglishVerbForm.ING in self._readings:
            return EnglishVerbForm.ING
        if EnglishVerbForm.PARTICIPLE in self._readings and not self._noun_follows():
            return EnglishVerbForm.PARTICIPLE
        following = self._next()
        determined = following is not None and following.low in ("the", "a", "an", "his", "her")
        return (
            EnglishVerbForm.BASE if determined and EnglishVerbForm.BASE in self._readings else None
        )

    def _after_noun_words(self, previous: Tagged) -> EnglishVerbForm | None:
        """After "the", "his", "two": an adjective or a noun, unless it can only be a past."""
        past = self._first(EnglishVerbForm.PAST)
        if past is None:
            return None
        if previous.tag is Tag.DETERMINER:
            return None
        can_be_noun = EnglishVerbForm.PARTICIPLE in self._readings and self._noun_follows()
        alone = previous.tag is Tag.POSSESSIVE and previous.low not in ("'s", "’s")
        return None if can_be_noun or alone else past

    def _after_that(self) -> EnglishVerbForm | None:
        """After "that": a verb of whom it stands for, or a noun that begins what is said."""
        before = self._done[-2] if len(self._done) > 1 else None
        relates = (
            before is not None
            and before.tag is Tag.NOUN
            and before.lemma not in listed("report", "nouns")
        )
        if self._noun_follows() and not relates:
            return None
        return self._first(
            EnglishVerbForm.PAST, EnglishVerbForm.THIRD, EnglishVerbForm.BASE, EnglishVerbForm.ING
        )

    def _after_preposition(self) -> EnglishVerbForm | None:
        if EnglishVerbForm.ING in self._readings:
            return EnglishVerbForm.ING
        return None

    def _after_word(self, previous: Tagged) -> EnglishVerbForm | None:
        """After a noun, a verb, an adverb, a comma or a conjunction."""
        if EnglishVerbForm.ING in self._readings:
            return self._ing(previous)
        if EnglishVerbForm.PAST in self._readings or self._is_participle_only():
            return self._past(previous)
        return self._present(previous)

    def _is_participle_only(self) -> bool:
        """Whether it is "taken", not "run", which is a noun too."""
        return (
            EnglishVerbForm.PARTICIPLE in self._readings
            and EnglishVerbForm.BASE not in self._readings
        )

    def _ing(self, previous: Tagged) -> EnglishVerbForm | None:
        if not self._noun_follows() or self._article_follows():
            return EnglishVerbForm.ING
        if previous.tag is Tag.VERB:
            takes = any(previous.lemma in each for each in section("control").values())
            return EnglishVerbForm.ING if takes else None
        compound = previous.tag is Tag.NOUN and previous.low == previous.lemma
        return None if compound else EnglishVerbForm.ING

    def _past(self, previous: Tagged) -> EnglishVerbForm | None:
        object_noun = (
            previous.tag is Tag.VERB
            and self._noun_follows()
            and EnglishVerbForm.PARTICIPLE in self._readings
        )
        if object_noun and not self._article_follows():
            return None
        listing = previous.tag in (Tag.CONJUNCTION, Tag.COMMA) and self._noun_follows()
        if (
            listing
            and not self._article_follows()
            and (not self._verb_before() or self._is_listed())
        ):
            return None
        return self._first(EnglishVerbForm.PAST, EnglishVerbForm.PARTICIPLE)

    def _is_listed(self) -> bool:
        """Whether one noun follows and then a comma or "and": "hacked pages, fake accounts"."""
        after = self._found[self._at + 2 : self._at + 3]
        return bool(after) and (after[0].tag is Tag.COMMA or after[0].low == "and")

    def _present(self, previous: Tagged) -> EnglishVerbForm | None:
        """A word such as "plans" or "block": a verb where a verb's company follows."""
        following = self._next()
        form = self._first(EnglishVerbForm.THIRD, EnglishVerbForm.BASE)
        if following is None or form is None or previous.tag is Tag.VERB:
            return None
        if form is EnglishVerbForm.BASE and not self._plural_before(previous):
            return None
        if previous.tag is Tag.CONJUNCTION and not self._joins_form(form):
            return None
        if (
            self._readings[form] not in listed("grammar", "nouns_too")
            and following.tag is not Tag.STOP
        ):
            return None if previous.tag is Tag.COMMA and form is EnglishVerbForm.BASE else form
        if self._follows_object(following):
            return None if self._has_verb(but="report") else form
        if self._finite_later() or self._has_verb():
            return None
        reported = following.tag in (Tag.COMMA, Tag.STOP) and self._readings[form] in listed(
            "report", "verbs"
        )
        return form if reported or self._preposition_follows(following) else None

    def _has_verb(self, but: str | None = None) -> bool:
        """Whether the clause so far has a finite verb, other than those of a list."""
        ends = (
            Tag.THAT,
            Tag.SUBORDINATOR,
            Tag.RELATIVE,
            Tag.STOP,
            Tag.COLON,
            Tag.COMMA,
            Tag.CONJUNCTION,
        )
        for each in reversed(self._done):
            if each.tag in ends:
                return False
            finite = each.tag in (Tag.VERB, Tag.MODAL) and each.form is not EnglishVerbForm.ING
            if finite and not (but and each.lemma in listed(but, "verbs")):
                return True
        return False

    def _plural_before(self, previous: Tagged) -> bool:
        if previous.tag is Tag.CONJUNCTION:
            return self._joins_form(EnglishVerbForm.BASE)
        plural = (
            "police",
            "people",
            "media",
            "women",
            "men",
            "all",
            "authorities",
            "staff",
            "many",
            "both",
        )
        return any(
            each.low in plural or (each.tag is Tag.NOUN and each.low.endswith("s"))
            for each in self._done
        )

    def _joins_form(self, form: EnglishVerbForm) -> bool:
        """Whether "and" may join a verb of this form to one before: the last, or a finite one."""
        forms = [each.form for each in self._done if each.tag is Tag.VERB]
        return form in (forms[-1:] if form is EnglishVerbForm.BASE else forms)

    def _follows_object(self, following: Token) -> bool:
        low = following.low
        names = ("determiners", "possessives", "personal")
        if following.tag is Tag.AMOUNT or low in ("that", "to"):
            return True
        if any(low in listed("grammar", name) for name in names):
            return True
        gerund = any(form is EnglishVerbForm.ING for _verb, form in self._forms.readings(low))
        named = following.text[:1].isupper() and not self._finite_later()
        return gerund or named

    def _preposition_follows(self, following: Token) -> bool:
        return (
            following.tag is Tag.PREPOSITION
            or following.low in listed("grammar", "prepositions")
            or (following.tag is None and not self._finite_later() and self._plain(following))
        )

    def _plain(self, token: Token) -> bool:
        return not self._ends_phrase(token)

    def _finite_later(self) -> bool:
        """Whether the clause has another word that can only be a finite verb."""
        for token in self._found[self._at + 1 :]:
            if token.tag in (Tag.STOP, Tag.COLON, Tag.COMMA) or token.low in (
                "that",
                "and",
                "but",
                "which",
                "who",
            ):
                return False
            if token.low in listed("grammar", "modals") or token.low in listed("grammar", "be"):
                return True
            kinds = {form for _verb, form in self._forms.readings(token.low)}
            if EnglishVerbForm.PAST in kinds or token.low in ("has", "have", "had", "did", "does"):
                return True
        return False

    def _verb_before(self) -> bool:
        return any(each.tag is Tag.VERB for each in self._done)

    def _noun_follows(self) -> bool:
        following = self._next()
        return (
            following is not None
            and following.tag in (None, Tag.AMOUNT)
            and self._plain(following)
            and not self._is_past(following)
            and not self._is_gerund(following)
        )

    def _is_gerund(self, token: Token) -> bool:
        return any(form is EnglishVerbForm.ING for _verb, form in self._forms.readings(token.low))

    def _is_past(self, token: Token) -> bool:
        kinds = {form for _verb, form in self._forms.readings(token.low)}
        return kinds == {EnglishVerbForm.PAST} or token.low in listed("grammar", "be")

    def _article_follows(self) -> bool:
        following = self._next()
        return following is not None and following.text[:1].isupper()

    def _first(self, *order: EnglishVerbForm) -> EnglishVerbForm | None:
        return next((form for form in order if form in self._readings), None)

    def _next(self) -> Token | None:
        rest = self._found[self._at + 1 : self._at + 2]
        return rest[0] if rest else None

    def _previous(self) -> Tagged | None:
        """The tagged token before, adverbs and "not" left out."""
        return next(
            (each for each in reversed(self._done) if each.tag not in (Tag.ADVERB, Tag.NOT)), None
        )

    def _before(self, *tags: Tag) -> Tagged | None:
        previous = self._previous()
        return previous if previous is not None and previous.tag in tags else None
