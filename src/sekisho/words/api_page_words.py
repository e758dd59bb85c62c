"""What the API says of a request that it does not carry out: by kind of problem the title, what was wrong, what to do."""

from __future__ import annotations

from typing import Final

API_WORDS: Final[dict[str, tuple[str, str, str]]] = {
    "api.title-bad-input": ("The document has faults", "文書に誤りがあります", "文件有错误"),
    "api.mend-bad-input": (
        "Mend what `errors` names; each has a pointer to its place.",
        "`errors` に示した箇所を直してください。それぞれに位置を示すポインタがあります。",
        "请改正 `errors` 所列之处；每项都有指向其位置的指针。",
    ),
    "api.title-bad-request": (
        "A parameter of the request has a fault",
        "リクエストのパラメータに誤りがあります",
        "请求参数有误",
    ),
    "api.mend-bad-request": (
        "Mend the parameters that `errors` names.",
        "`errors` に示したパラメータを直してください。",
        "请改正 `errors` 所列的参数。",
    ),
    "api.title-unreadable": ("The body cannot be read", "本文を読み取れません", "无法读取正文"),
    "api.mend-unreadable": (
        "Send JSON (or, where the description allows it, YAML) in UTF-8.",
        "UTF-8 の JSON（説明で認められている場合は YAML）を送ってください。",
        "请发送 UTF-8 编码的 JSON（说明允许之处也可为 YAML）。",
    ),
    "api.title-not-signed-in": ("Nobody is signed in", "認証されていません", "未认证"),
    "api.mend-not-signed-in": (
        "Send a token: Authorization: Bearer …",
        "トークンを送ってください：Authorization: Bearer …",
        "请发送令牌：Authorization: Bearer …",
    ),
    "api.title-not-allowed": ("Not allowed", "権限がありません", "无权限"),
    "api.mend-not-allowed": (
        "Ask whoever runs this server for the role, or make a token with the scope.",
        "管理者に権限を依頼するか、必要な範囲のトークンを作成してください。",
        "请向管理员申请相应角色，或创建具有该范围的令牌。",
    ),
    "api.title-not-found": ("Not found", "見つかりません", "未找到"),
    "api.mend-not-found": (
        "Check the address and the id; what belongs to another workspace counts as not there.",
        "アドレスと ID を確認してください。他のワークスペースのものは存在しないものとして扱われます。",
        "请检查地址和编号；属于其他工作区的内容视为不存在。",
    ),
    "api.title-method-not-allowed": (
        "This address does not take this method",
        "このアドレスではこのメソッドを使えません",
        "此地址不接受该方法",
    ),
    "api.mend-method-not-allowed": (
        "Use one of the methods in the header Allow.",
        "ヘッダー Allow にあるメソッドを使ってください。",
        "请使用标头 Allow 中列出的方法。",
    ),
    "api.title-conflict": ("It stands otherwise by now", "現在の状態と合いません", "与当前状态不符"),
    "api.mend-conflict": (
        "Read it again and make your change from there.",
        "読み直してから変更してください。",
        "请重新读取后再作更改。",
    ),
    "api.title-key-in-use": (
        "The first request with this key is still on its way",
        "同じキーの最初のリクエストを処理中です",
        "使用该键的首个请求仍在处理中",
    ),
    "api.mend-key-in-use": (
        "Wait as long as Retry-After says and send the same again.",
        "Retry-After の時間だけ待ち、同じ内容を送り直してください。",
        "请按 Retry-After 等待后重新发送相同请求。",
    ),
    "api.title-key-reused": (
        "This key was used for another request",
        "このキーは別のリクエストで使われています",
        "该键已用于另一请求",
    ),
    "api.mend-key-reused": (
        "Make a new Idempotency-Key for each request that is another one.",
        "別のリクエストには新しい Idempotency-Key を使ってください。",
        "不同的请求请使用新的 Idempotency-Key。",
    ),
    "api.title-precondition-failed": (
        "It was changed in between",
        "その間に変更されました",
        "期间已被更改",
    ),
    "api.mend-precondition-failed": (
        "Read it again; its ETag goes into If-Match.",
        "読み直し、その ETag を If-Match に入れてください。",
        "请重新读取，并将其 ETag 放入 If-Match。",
    ),
    "api.title-precondition-required": (
        "The request does not say which revision it means",
        "どの版に対する変更かが示されていません",
        "请求未说明针对哪个版本",
    ),
    "api.mend-precondition-required": (
        "Send If-Match with the ETag that you read.",
        "読み取った ETag を If-Match で送ってください。",
        "请用 If-Match 发送所读取的 ETag。",
    ),
    "api.title-too-large": ("What was sent is too large", "送信されたデータが大きすぎます", "发送的数据过大"),
    "api.mend-too-large": (
        "Send less at once; many transactions go as a batch, which becomes a job.",
        "分けて送信してください。多数の取引は一括（ジョブ）で送れます。",
        "请分批发送；大量交易可作为批处理（作业）发送。",
    ),
    "api.title-unsupported-media-type": (
        "This form of body is not taken",
        "この形式の本文は受け付けません",
        "不接受此种格式的正文",
    ),
    "api.mend-unsupported-media-type": (
        "Name one of the types in the header Accept-Post as Content-Type.",
        "ヘッダー Accept-Post にある形式を Content-Type に指定してください。",
        "请将标头 Accept-Post 中的一种类型作为 Content-Type。",
    ),
    "api.title-too-many": ("Too many requests", "リクエストが多すぎます", "请求过多"),
    "api.mend-too-many": (
        "Wait as long as Retry-After says.",
        "Retry-After の時間だけ待ってください。",
        "请按 Retry-After 等待。",
    ),
    "api.title-fault": ("A fault of ours", "サーバーの不具合", "服务器故障"),
    "api.mend-fault": (
        "Try again; if it stays so, tell whoever runs this server the `instance`.",
        "もう一度お試しください。続く場合は `instance` を管理者に知らせてください。",
        "请重试；若仍如此，请把 `instance` 告知管理员。",
    ),
    "api.wrong-fault": (
        "Something went wrong on the server. Nothing was answered.",
        "サーバーでエラーが発生しました。回答は出ていません。",
        "服务器出错，未给出答案。",
    ),
    "api.title-busy": ("Too much is waiting just now", "処理待ちが多すぎます", "当前等待处理的请求过多"),
    "api.mend-busy": (
        "Wait as long as Retry-After says, or send a batch.",
        "Retry-After の時間だけ待つか、一括で送ってください。",
        "请按 Retry-After 等待，或使用批处理。",
    ),
    "api.wrong-busy": (
        "{} requests wait for their turn on this server already.",
        "このサーバーではすでに {} 件のリクエストが待っています。",
        "此服务器上已有 {} 个请求在等待。",
    ),
    "api.title-too-slow": ("It took too long", "時間がかかりすぎました", "耗时过长"),
    "api.mend-too-slow": (
        "Ask for less (fewer items, trace=false, questions=false), or send a batch, which becomes a job.",
        "要求を減らす（品目を減らす、trace=false、questions=false）か、一括（ジョブ）で送ってください。",
        "请减少所求（减少物项、trace=false、questions=false），或使用批处理（作业）。",
    ),
    "api.wrong-too-slow": (
        "There was no answer within {} seconds, so none is given.",
        "{} 秒以内に回答が得られなかったため、回答はありません。",
        "{} 秒内未得出答案，因此不予答复。",
    ),
    "api.wrong-not-found": (
        "There is nothing at this address.",
        "このアドレスには何もありません。",
        "此地址没有内容。",
    ),
    "api.wrong-method": (
        "{} is not possible here.",
        "ここでは {} を使えません。",
        "此处不能使用 {}。",
    ),
    "api.saved-stays": (
        "A saved answer is a record: it is never changed or taken out. Run it again to keep a newer one beside it; the check that it came from can be put away (DELETE /checks/…).",
        "保存した回答は記録です。変更も削除もされません。新しい回答は、もう一度実行して並べて保存してください。元のチェックは片付けられます（DELETE /checks/…）。",
        "已保存的答案是记录，不会更改或删除。如需更新，请重新运行并另行保存；其来源检查可以收起（DELETE /checks/…）。",
    ),
    "api.wrong-large": (
        "The body is larger than {} bytes.",
        "本文が {} バイトを超えています。",
        "正文超过 {} 字节。",
    ),
    "api.wrong-media-type": (
        "The body is said to be {}; this address takes {}.",
        "本文の形式は {} とされていますが、ここで受け付けるのは {} です。",
        "正文标明为 {}；此地址接受 {}。",
    ),
    "api.wrong-json": (
        "The body is no valid JSON: {}",
        "本文が正しい JSON ではありません：{}",
        "正文不是有效的 JSON：{}",
    ),
    "api.wrong-faults": (
        "Faults: {}; the first: {}",
        "誤り {} 件。最初のもの：{}",
        "共 {} 处错误；第一处：{}",
    ),
    "api.wrong-key": (
        "An Idempotency-Key has 1 to {} characters.",
        "Idempotency-Key は 1～{} 文字です。",
        "Idempotency-Key 须为 1 至 {} 个字符。",
    ),
    "api.wrong-key-reused": (
        "An earlier request with this key had another body or address.",
        "このキーによる以前のリクエストは、本文またはアドレスが異なります。",
        "先前使用该键的请求，其正文或地址不同。",
    ),
    "api.wrong-key-in-use": (
        "What the key stands for is being carried out.",
        "このキーのリクエストは処理中です。",
        "该键所代表的请求正在执行。",
    ),
    "api.wrong-revision": (
        "Revision {} stands now.",
        "現在の版は {} です。",
        "当前版本为 {}。",
    ),
    "api.wrong-no-revision": (
        "A change needs the header If-Match.",
        "変更にはヘッダー If-Match が必要です。",
        "更改需要标头 If-Match。",
    ),
    "api.wrong-foreign": (
        "A page of another site sent this.",
        "他のサイトのページから送信されました。",
        "这是由其他网站的页面发送的。",
    ),
    "mcp.notice": (
        "Not legal advice. Quote an outcome whole, with its brackets: it holds on the facts given, by the law that was read, "
        "confirmed on the days under `checked`. What is undetermined is not “no licence required”.",
        "法的助言ではありません。結果はかっこ書きまで含めて引用してください。結果は現時点の事実と収録した法令によるもので、"
        "`checked` の日に確認したものです。未確定は「許可不要」ではありません。",
        "并非法律意见。引用结果时请连同括号完整引用：结果仅就已知事实和所收录的法规而言，以 `checked` 所列日期核实为准。“未定”不等于“无需许可”。",
    ),
    "mcp.left-off": ("{} more not told here", "ほか {} 件は省略", "另有 {} 项未列出"),
    "mcp.screen-note": (
        "An empty list of matches says only that nothing met in the lists under `searched`, as of their days.",
        "該当なしは、`searched` のリストの各日付時点で一致がなかったことだけを示します。",
        "匹配为空仅表示在 `searched` 所列名单的相应日期中未有匹配。",
    ),
    "api.not-advice": (
        "Not legal advice. Read `at_most` first: “no licence required” holds on the facts given, by the law that was read.",
        "法的助言ではありません。まず `at_most` を見てください。「許可不要」は現時点の事実と、収録した法令によるものです。",
        "并非法律意见。请先看 `at_most`：“无需许可”仅就已知事实和所收录的法规而言。",
    ),
}
"""Keys are api.title-, api.mend- and api.wrong- with a name; mcp. for the assistant's server."""
