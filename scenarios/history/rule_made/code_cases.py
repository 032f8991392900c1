#!/usr/bin/env python3
"""Codes the rule-made cases from the tables of UCDP (ucdp/README.md: source and licence).

Usage: code_cases.py   writes dyads.csv and agreements.csv beside itself
       code_cases.py FOLDER   writes them there

The facts of a case (columns values.*) are coded from the kind of war and from how the episode or the agreement is
described when it begins, and from nothing that came later: `facts_of_dyad` and `facts_of_agreement` see no other columns.
What happened (columns observed.*) comes from the columns of the outcome. ../README.md says the rules in words.
"""
import csv
import datetime
import os
import re
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
DAYS_A_MONTH = 30.4375
BETWEEN_STATES = "wars between states (Correlates of War 1946-2007; UCDP dyadic terminations)"
CIVIL_WARS = "civil-war peace spells since 1989 (Fortna's data)"

# --- the rules: facts ---------------------------------------------------------------------------------------------

LIKE_STATES = {"interstate": "1", "intrastate_internationalised": "40%", "intrastate": "0", "extrasystemic": "0"}
OUTCOMES = {"peace_agreement": "peace agreement", "ceasefire": "ceasefire", "victory_a": "victory", "victory_b": "victory",
            "low_activity": "low activity", "actor_ceases": "one side ceases"}


def truth(value):
    return "true" if value else "false"


def is_dyad_case(kind, outcome):
    """Every dyad in which states fight, and every agreement and ceasefire of the others."""
    return kind in ("interstate", "intrastate_internationalised") or outcome in ("peace_agreement", "ceasefire")


def facts_of_dyad(kind, outcome):
    return {"like_states_chance": LIKE_STATES[kind],
            "settlement": truth(outcome == "peace_agreement"),
            "decisive": truth(outcome in ("victory_a", "victory_b"))}


def facts_of_agreement(conflict, pa_type, peacekeeping):
    """Full agreements (pa_type 1) settle the issue. An agreement with a peacekeeping operation has a UN force of a size
    that the table does not give: 1k to 15k covers those on record."""
    force = peacekeeping == "1"
    return {"like_states_chance": "1" if " - " in conflict.split(":")[0] else "0",
            "settlement": truth(pa_type == "1"),
            "host_consent": truth(force),
            "force_promised": "unknown(1k to 15k)" if force else "0",
            "force_arrives": "2.8 to 6.9" if force else "0"}


def sample_of(kind, outcome, year):
    """The sample of a prior of the template that a case is part of, by the rule of that sample; false: none."""
    if kind == "interstate":
        fitted = year <= 2007 or outcome not in ("peace_agreement", "victory_a", "victory_b")
        return BETWEEN_STATES if fitted else "false"
    return CIVIL_WARS if kind != "extrasystemic" and 1989 <= year <= 1999 else "false"


# --- names --------------------------------------------------------------------------------------------------------

def slug(text):
    text = text.lower().replace("government of ", "")
    return re.sub(r"[^a-z0-9]+", "_", text.encode("ascii", "ignore").decode()).strip("_")


def name_once(name, used):
    used[name] = used.get(name, 0) + 1
    return name if used[name] == 1 else "%s_%d" % (name, used[name])


def side(text):
    return text.replace("Government of ", "")


# --- what happened ------------------------------------------------------------------------------------------------

def record(began, months, ended, kind, conflict, sample):
    return {"began": began[:7], "truce_months": "%.2f" % months, "ended": truth(ended), "kind": kind,
            "conflict": conflict, "in_sample": sample}


def months_between(first, last):
    return (datetime.date.fromisoformat(last) - datetime.date.fromisoformat(first)).days / DAYS_A_MONTH


def code_dyads(rows):
    """Nobody fails in the first year (an episode ends with a calendar year without combat), so a case is one that was
    watched beyond month 12: the file has entered = 12."""
    cases, used = [], {}
    for row in rows:
        months = float(row["truce_months"])
        if not is_dyad_case(row["kind"], row["outcome"]) or months <= 12:
            continue
        end = row["episode_end"]
        case = {"id": name_once(slug("%s_%s_%s" % (row["location"][:20], row["side_b"][:24], end[:4])), used),
                "name": "%s and %s, after %s" % (side(row["side_a"]), side(row["side_b"]), end[:7])}
        facts = facts_of_dyad(row["kind"], row["outcome"])
        sample = sample_of(row["kind"], row["outcome"], int(end[:4]))
        observed = record(end, months, row["recurred"] == "1", OUTCOMES[row["outcome"]], slug(row["location"]), sample)
        cases.append((case, facts, observed))
    return cases


def code_agreements(rows):
    """Failures are dated to the day. Left out: an agreement that failed without a date, whose duration is not known, and
    one that failed before it was signed, an error of the source."""
    cases, used = [], {}
    for row in rows:
        failed = row["failed"] == "1"
        months = float(row["months"])
        if failed:
            months = months_between(row["signed"], row["failed_on"]) if row["failed_on"] else 0
        if months <= 0:
            continue
        conflict = row["conflict"].split(":")[0].strip()
        case = {"id": name_once(slug("%s_%s" % (conflict[:24], row["signed"][:7])), used),
                "name": "%s: %s" % (conflict, " ".join(row["name"].split()))}
        facts = facts_of_agreement(row["conflict"], row["pa_type"], row["peacekeeping"])
        between = facts["like_states_chance"] == "1"
        sample = sample_of("interstate" if between else "intrastate", "peace_agreement", int(row["signed"][:4]))
        kind = "with peacekeepers" if row["peacekeeping"] == "1" else "without peacekeepers"
        cases.append((case, facts, record(row["signed"], months, failed, kind, slug(conflict), sample)))
    return cases


# --- files --------------------------------------------------------------------------------------------------------

def read(name):
    with open(os.path.join(HERE, "ucdp", name), encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def write(path, cases):
    with open(path, "w", encoding="utf-8", newline="") as file:
        out = csv.writer(file, lineterminator="\n")
        case, facts, observed = cases[0]
        out.writerow(list(case) + ["values." + key for key in facts] + ["observed." + key for key in observed])
        for case, facts, observed in cases:
            out.writerow(list(case.values()) + list(facts.values()) + list(observed.values()))


def main():
    folder = sys.argv[1] if len(sys.argv) > 1 else HERE
    write(os.path.join(folder, "dyads.csv"), code_dyads(read("ucdp_dyad_truces.csv")))
    write(os.path.join(folder, "agreements.csv"), code_agreements(read("ucdp_peace_agreements.csv")))


if __name__ == "__main__":
    main()
