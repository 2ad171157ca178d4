"""A result of as many topics as asked, as an insights.json: three levels, ten to a parent as far as they go."""

import json
import random
import sys

WORDS = (
    "garden letter train code budget recipe travel contract essay song exam phone dog winter battery lesson invoice "
    "kitchen photo market river doctor camera ticket grammar novel bridge museum planet salad"
).split()


def node(title, users, children):
    return {
        "title": title,
        "summary": f"People ask about {title.lower()}.",
        "users": users,
        "conversations": 2 * users,
        "share": round(users / 1e6, 4),
        "facets": {"language": {"values": [{"value": "en", "users": users, "conversations": 2 * users}]}},
        "children": children,
    }


def tree(wanted):
    chance = random.Random(1)
    number = 0

    def title():
        nonlocal number
        number += 1
        return " ".join(chance.sample(WORDS, 3)).capitalize() + f" {number}"

    def level(share, depth):
        if depth == 0 or share < 12:
            return [node(title(), chance.randrange(5, 200, 5), []) for _ in range(share)]
        parents = max(2, round(share ** (1 / (depth + 1))))
        made = []
        for i in range(parents):
            part = share * (i + 1) // parents - share * i // parents
            below = level(part - 1, depth - 1)
            made.append(node(title(), sum(n["users"] for n in below), below))
        return made

    return level(wanted, 2)


zeros = ["notSampled", "screenedOut", "conversations", "duplicates", "skipped", "partsLeftOut", "withoutUser", "withoutId",
         "unclustered", "failedFacets"]
json.dump(
    {
        "schema": "clio-insights/1",
        "users": 1_000_000,
        "conversations": 2_000_000,
        "roots": tree(int(sys.argv[1])),
        "input": dict.fromkeys(zeros, 0),
        "policy": {"minUsers": 5, "minConversations": 15, "minTermUsers": 5, "eachConversationIsAUser": False,
                   "auditTimeout": "PT30S", "maxConversationsPerUser": 100, "maxShare": 0.5, "countBase": 5,
                   "similarText": 0.8, "minAuditorRecall": 0.9},
        "privacyReport": {"coveredConversations": 0, "suppressedConversations": 0, "suppressedConversationsAtLeast": 0,
                          "withheld": {}},
        "guarantee": {"mode": "threshold", "promises": ["Generated."], "limits": ["Generated."]},
        "provenance": {"version": "0", "seed": 1, "stages": {}},
    },
    sys.stdout,
)
