"""Whom a line is for, from the source's category and the line's own name.

One source sorts by words it found on a page, and puts many lines for other troubles under
"suicide and crisis". So a line's name decides first; a line of that source alone whose name
says nothing of a crisis is one for talking.
"""

import re

# In the order in which they are shown.
NEEDS = (
    "crisis", "domestic_violence", "sexual_violence", "child", "lgbt", "older", "substance",
    "bereavement", "eating", "veterans", "support",
)

CATEGORIES = {
    "suicide_crisis": "crisis",
    "domestic_violence": "domestic_violence",
    "sexual_violence": "sexual_violence",
    "child_youth": "child",
    "lgbtq": "lgbt",
    "substance_gambling": "substance",
    "bereavement": "bereavement",
    "eating_disorder": "eating",
    "veterans_military": "veterans",
    "other": "support",
    "health_info": None,
}

# The first that is found in a name decides; nothing is no line for people in distress.
WORDS = (
    (r"^(police|ambulance|fire (brigade|station)|ambulance and fire)$|abortion recovery|cyber ?crime division|parkinson|prostate|cancer|sarcoma|lymphoma|alzheimer|dementia|sleep helpline|caregiver|support for professionals|brain and spine|^ms[- ](helpline|uk)|^ms ireland|rnib|pet loss|stop it now|aids helpline|hiv|sida|autisme|^unia\b|égalité des chances|macmillan|marie curie|nct support|steps helpline|carers uk|^mobbing|physician support|project rachel|faith aloud|all-options|exhale|abortion|quitline|deaf hotline", None),
    (r"lgbt|lesb|gay\b|homophob|trans lifeline|trevor|mermaids|pride|rainbow line|queer|transgender|gender ?praatjes|gendertalks|skeiv|le refuge|friends? of gay|친구사이|trans\b", "lgbt"),
    (r"rape\b|raiskaus|sexual (assault|violence|harm|abuse)|viols? |sexueller missbrauch|sexuell|seksue|sexuelle|survivorsuk|survivors trust|성폭력|sex crime|seksuelt misbrukte|sexual health|napac|cari careline|tukinainen|sisters center|сестер|arcci|revenge porn|性暴力|강간|safe ?line", "sexual_violence"),
    (r"domestic|violen[ctz]|gewalt|women'?s? (aid|refuge|shelter|helpline|rights|support|crisis|safe)|women and|femmes?\b|frauen|mujer|mulher|abused|\bdv\b|nane\b|battered|refuge\b|kvinn|shelter|gbv|kvinno|terafem|terrafem|жертв|насиль|女性|婦女|妇女|women|nasil|przemoc|násil|voldsofre|uden vold|vold|naisten linja|monika|forced marriage|karma nirvana|stalking|mankind|shakti|strong ?hearts|love is respect|modern slavery", "domestic_violence"),
    (r"alcohol|alkoh|drug\b|drugs\b|drogue|gambl|narco|narkom|narkot|anonym[aeo]u?s? (narko|alko)|addict|al-anon|joueurs|uzale|uzależ|rus(info|telef)|substance|samhsa|nacoa|guttempler|prévention des addictions|戒赌|spelare|druglijn|nacada|psychedelic", "substance"),
    (r"eating|anorex|bulimi|boulimie|essst|spisefor|syömish|bodywhys|butterfly found|frisk & fri|aneb|binge", "eating"),
    (r"bereave|grief|griefline|sorglinjen|deuil|survivors of suicide|żałob|suicide loss|compassionate friends|sands national|pregnancy loss|infant loss|winston|spes -|亲友|child death|standby support|postvention", "bereavement"),
    (r"elder|seniors?\b|senior |older|silver line|äldre|長者|长者|elderly|starszych|sidabrin|hourglass|petits frères|sidabr", "older"),
    (r"veteran|military|combat|armed forces|bundeswehr", "veterans"),
    (r"child|kids|kind(er|ernot)|jugend|youth|teen|enfan|niñ|infan|infância|criança|barn\b|børn|bris$|lasteabi|copil|telefon zaufania dla dzieci|dziec|tel.azul|azzurro|telefono azzurro|kindertelefoon|детск|дете|дітей|jong|junge|girltalk|missing|young|унгд|fil santé jeunes|adolesc|jaunimo|bambin|kék vonal|lapsi|mladin|otrok|děts|detsk|bezpečí|rat auf draht|awel|thuis kind|チャイルド|儿童|兒童|青少年|청소년|children|hrabri telefon|plavi telefon|boys town|childline|scarleteen|tinkle|kjt\b|bee secure|anak|bushavko|decij", "child"),
)

# What names a crisis, in the languages of the sources.
CRISIS = r"suicid|suïcid|suizid|selvmord|självmord|zelfmoord|itsemurha|samobój|самоуб|自杀|自殺|자살|생명|αυτοκτον|crisis|crise|kris|kriis|krīze|криз|samarit|撒瑪|lifeline|life line|lifelink|1 life|befriend|telefonseelsorge|seelsorge|sos amiti|esperanza|hopeline|hope ?line|希望|危机|危機|emergency psych|экстренной|amico|tele-?onthaal|télé-?accueil|salvavida|amizade|prevención|valorizaci|unfold|soforthilfe|calm helpline|vandrevala|beyond blue|\bsane|prevention|sneha|aasra|icall|whānau|luisterlijn|sos détresse|détresse|vilties|linka d|nezáb|mental health (crisis|helpline)|need to talk|emotional (support|first aid)|kirkens sos|mental helse|\btell\b|listening ear"


def need_of(category, name, letters):
    """One of NEEDS, or nothing where the line is not for people in distress."""
    name = name.lower()
    if letters == {"C"} or category == "other":
        for words, need in WORDS:
            if re.search(words, name):
                return need
    need = CATEGORIES[category]
    if letters == {"C"} and need in ("crisis", "support"):
        return "crisis" if re.search(CRISIS, name) else "support"
    return need
