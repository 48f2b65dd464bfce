"""A stand-in for a language model: it answers from a list, and remembers what it was asked."""

import json
from collections.abc import Mapping
from typing import Any


class Model:
    """Answers in turn, the last one for ever."""

    def __init__(self, *answers: object) -> None:
        self._answers = list(answers)
        self.asked: list[tuple[str, dict[str, Any]]] = []

    def __call__(self, system: str, user: str, schema: Mapping[str, Any]) -> str:
        self.asked.append((system, json.loads(user)))
        answer = self._answers.pop(0) if len(self._answers) > 1 else self._answers[0]
        return answer if isinstance(answer, str) else json.dumps(answer, ensure_ascii=False)


def sentence(text: str, article: str = "A1", *numbers: int) -> dict[str, Any]:
    return {"text": text, "rests": [{"article": article, "sentences": list(numbers or (1,))}]}


def answer(kk: list[dict[str, Any]], ru: list[dict[str, Any]], title: str = "Итог") -> object:
    return {
        "drafts": [
            {"language": "kk", "title": title, "sentences": kk},
            {"language": "ru", "title": title, "sentences": ru},
        ]
    }
