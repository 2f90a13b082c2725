"""What ``policy check`` says of a policy file (制度核对)."""

from __future__ import annotations

from collections.abc import Iterator

from handlers.words.policy_names import feature_name, rule_name
from supervision.policy_check import Checked, Kept
from supervision.problems import Problem, Weight

WEIGHT_NAMES = {Weight.MISTAKE: "错误", Weight.DOUBT: "提示"}


def report(checked: Checked, file: str) -> Iterator[str]:
    """The whole report: the problems, what keeps each clause, and the sum."""
    for problem in checked.problems:
        yield told(problem)
    if checked.kept:
        if checked.problems:
            yield ""
        yield "条款由什么落实："
        for clause in checked.kept:
            yield from _kept(clause)
        yield ""
    yield _sum(checked, file)


def told(problem: Problem) -> str:
    """第 12 行 错误 [hours] issue：签发时刻应晚于拟制时刻."""
    at = f"第 {problem.line} 行 " if problem.line else ""
    return f"{at}{WEIGHT_NAMES[problem.weight]} {problem.where}：{problem.what}"


def _kept(clause: Kept) -> Iterator[str]:
    yield f"  {clause.id}（{clause.where}）"
    for line, name in clause.sections:
        yield f"      设置 {name}（第 {line} 行）"
    for line, rule in clause.rules:
        yield f"      规则 {rule_name(rule)}（第 {line} 行）"
    for feature in clause.features:
        yield f"      功能 {feature_name(feature)}"
    if clause.by_nothing:
        yield "      没有落实"


def _sum(checked: Checked, file: str) -> str:
    doubts = len(checked.problems) - checked.mistakes
    noted = f"，另有 {doubts} 条提示" if doubts else ""
    if not checked.clean:
        return f"{file}：{checked.mistakes} 处错误{noted}。改正后再查。"
    rules = len(checked.policy.rules) if checked.policy else 0
    return f"{file}：没有错误{noted}。条款 {len(checked.kept)} 条，规则 {rules} 条。"
