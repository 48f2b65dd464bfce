"""Detection of sentences that address a machine and not readers (prompt injection).

They are no news: a draft does not take them, and a model never sees them. This is the first of
several fences; what a model answers is checked all the same.
"""

import re
import unicodedata
from typing import Final

#: Marks by which chat formats tell who speaks; as text they are dangerous only to a machine.
_MARKS: Final = re.compile(
    r"<\|[^|>]{0,40}\|>|</?\s*(?:s|sys|system|user|assistant|human|inst|instructions?|prompt|"
    r"im_start|im_end)\s*/?>|\[/?(?:INST|SYS|SYSTEM|USER|ASSISTANT)\]|<</?SYS>>|"
    r"^\s*#{2,}\s*(?:system|instruction|assistant|user|human)\b:?",
    re.IGNORECASE | re.MULTILINE,
)
_NAMED: Final = (
    r"prompt|промпт\w*|system message|системн\w+ (?:сообщени|инструкци|промпт)\w*|"
    r"жүйелік (?:хабарлама|нұсқау|промпт)\w*"
)
_ORDERS: Final = re.compile(
    # Forget, ignore ... what you were told.
    r"\b(?:ignore|disregard|forget|override|bypass|skip)\b.{0,60}\b(?:instruction|prompt|rule|"
    r"guideline|direction|command|above|previous|prior|everything)s?\b"
    r"|\b(?:(?:про)?игнорируй(?:те)?|забудь(?:те)?|отбрось(?:те)?|не обращай(?:те)? внимани\w*|"
    r"отмени(?:те)?|не следуй(?:те)?)\b.{0,60}"
    r"\b(?:инструкц|указани|правил|команд|промпт|предыдущ|выше|все)\w*"
    r"|(?:нұсқау|нұсқаулық|ереже|бұйрық|команда|промпт|айтылған|жоғарыдағы)\w*.{0,60}\b(?:елеме|"
    r"ескерме|ұмыт|орындама|жоққа шығар|елемей|назарға алма)(?:[ыі]?ң[ыі]з)?\b"
    # You are now ...
    r"|\byou (?:are|must|will|should) now\b|\bfrom now on,? (?:you|answer|respond|write)\b"
    r"|\bact as\b|\bpretend (?:to be|you)\b|\bnew (?:instruction|role|task)s?\b ?:"
    r"|\b(?:теперь ты|отныне ты|ты теперь|теперь вы|представь, что ты|действуй как|веди себя как|"
    r"новая (?:инструкция|роль|задача))\b"
    r"|\b(?:енді сен|сен енді|бұдан былай сен|сен бұдан былай|өзіңді .{0,30} деп есепте|"
    r"жаңа (?:нұсқау|рөл|тапсырма))\b"
    # Who is spoken to.
    r"|\b(?:AI|ИИ|ЖИ|LLM|chatgpt|gpt|assistant|ассистент\w*|нейросет\w*|нейрожелі\w*|"
    r"жасанды интеллект\w*|языков\w+ модел\w+|тілдік модель\w*|language model)\b[^.!?]{0,25}[,:!]"
    r"[^.!?]{0,60}\b(?:write|answer|reply|say|print|output|reveal|translate|ignore|add|repeat|"
    r"напиши\w*|ответь\w*|выведи\w*|скажи\w*|раскрой\w*|добавь\w*|повтори\w*|покажи\w*|"
    r"жаз|жазып бер|жауап бер|айт|шығар|көрсет|қос|қайтала)\b"
    # What it is to give away or put in.
    r"|\b(?:reveal|print|show|output|repeat|leak|disclose)\b[^.!?]{0,40}\b(?:system|prompt|"
    r"instructions?|secret|api key|password|other articles?|context)\b"
    r"|\b(?:раскрой|выведи|покажи|напечатай|повтори|перескажи|процитируй)\w*[^.!?]{0,40}"
    r"\b(?:систем|промпт|инструкц|секрет|ключ|парол|други\w+ стат|контекст)\w*"
    r"|(?:жүйе|промпт|нұсқау|құпия|кілт|құпиясөз|басқа мақала|мәнмәтін)\w*[^.!?]{0,40}"
    r"\b(?:көрсет|шығар|жаз|аш|айтып бер|қайтала|жариялап жібер)(?:[ыі]ң[ыі]з|ң[ыі]з)?"
    r"\s*(?:[.!]\s*)?$"
    rf"|\b(?:{_NAMED})\b\s*:"
    r"|^\s*(?:system|assistant|user|система|ассистент|жүйе)\s*:",
    re.IGNORECASE,
)
#: Letters that nobody sees: zero width, direction, tags, soft hyphens.
_UNSEEN: Final = frozenset({"Cf", "Cc", "Co", "Cn"})
_SEEN: Final = frozenset("\n\t")


def speaks_to_machines(sentence: str) -> bool:
    """Whether a sentence gives orders to a machine, or bears the marks of a chat."""
    plain = visible(sentence)
    return bool(_MARKS.search(plain) or _ORDERS.search(plain))


def visible(text: str) -> str:
    """The text without letters that no reader sees, and in one form of its letters."""
    kept = (
        letter for letter in text if letter in _SEEN or unicodedata.category(letter) not in _UNSEEN
    )
    return unicodedata.normalize("NFKC", "".join(kept))
