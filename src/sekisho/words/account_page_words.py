"""Words about roles, rights and accounts, in English, Japanese and Chinese."""

from __future__ import annotations

from typing import Final

ACCESS_WORDS: Final[dict[str, tuple[str, str, str]]] = {
    # --- roles
    "role-viewer": ("viewer", "閲覧者", "查阅人"),
    "role-engineer": ("engineer", "技術担当", "技术人员"),
    "role-officer": ("officer", "輸出管理担当", "出口管制专员"),
    "role-approver": ("approver", "承認者", "审批人"),
    "role-auditor": ("auditor", "監査担当", "审计人员"),
    "role-admin": ("admin", "管理者", "管理员"),
    "role-viewer-about": (
        "Reads the law, checks and saved answers; changes nothing.",
        "法令、取引審査、保存した結果を閲覧する。変更はしない。",
        "查阅法规、交易评估和已保存的结果；不作更改。",
    ),
    "role-engineer-about": (
        "Answers questions about goods and technology and keeps product sheets.",
        "貨物・技術に関する質問に回答し、製品シートを管理する。",
        "回答有关货物和技术的问题，维护产品资料。",
    ),
    "role-officer-about": (
        "Runs checks: describes transactions, screens parties, decides on hits, saves answers.",
        "取引審査を行う。取引の記載、取引先照合、候補の判断、結果の保存。",
        "办理交易评估：填写交易、筛查名单、判断命中、保存结果。",
    ),
    "role-approver-about": (
        "Reads checks, screens parties and decides on hits; does not write the facts that are judged.",
        "審査内容を閲覧し、照合と候補の判断を行う。審査対象の事実は記載しない。",
        "查阅评估、筛查名单并判断命中；不填写被评估的事实。",
    ),
    "role-auditor-about": (
        "Sees everything, also who may do what; changes nothing.",
        "権限の割当を含むすべてを閲覧する。変更はしない。",
        "查阅全部内容，包括权限分配；不作更改。",
    ),
    "role-admin-about": (
        "May do everything, and gives others their roles.",
        "すべての操作ができ、他の利用者の役割を定める。",
        "可进行全部操作，并分配他人的角色。",
    ),
    # --- permissions, as what somebody may do
    "may-public": ("see the public pages", "公開ページの閲覧", "查看公开页面"),
    "may-law.read": ("read the law", "法令の閲覧", "查阅法规"),
    "may-determine.run": ("have an answer computed", "判定の計算", "计算结果"),
    "may-check.read": ("read checks", "取引審査の閲覧", "查阅交易评估"),
    "may-check.answer": ("answer the questions of a check", "取引審査の質問への回答", "回答交易评估中的问题"),
    "may-check.write": ("make and change checks", "取引審査の作成・変更", "新建和修改交易评估"),
    "may-classify.read": ("read product sheets", "製品シートの閲覧", "查阅产品资料"),
    "may-classify.write": ("write product sheets", "製品シートの作成・変更", "编写产品资料"),
    "may-screen.read": ("read results of screening", "照合結果の閲覧", "查阅筛查结果"),
    "may-screen.run": ("screen parties", "取引先照合の実行", "进行名单筛查"),
    "may-screen.decide": ("decide on hits of the screening", "照合候補の判断", "判断筛查命中"),
    "may-saved.read": ("read saved answers", "保存した結果の閲覧", "查阅已保存的结果"),
    "may-saved.write": (
        "save answers, run them again, delete them",
        "結果の保存・再計算・削除",
        "保存、重新计算和删除结果",
    ),
    "may-jobs.read": ("see long work", "長時間処理の閲覧", "查看后台任务"),
    "may-jobs.run": ("start and stop long work", "長時間処理の開始・中止", "启动和停止后台任务"),
    "may-account.own": ("keep one's own account", "自分のアカウントの管理", "管理自己的账户"),
    "may-account.tokens": ("make API tokens", "API トークンの作成", "创建 API 令牌"),
    "may-access.try": ("try what another person may do", "他の利用者の権限の確認", "查看他人的权限"),
    "may-people.read": ("see people and their roles", "利用者と役割の閲覧", "查看人员及角色"),
    "may-people.manage": (
        "manage people, roles and workspaces",
        "利用者・役割・ワークスペースの管理",
        "管理人员、角色和工作区",
    ),
    "may-operate": ("read the measurements of the service", "サービスの計測値の閲覧", "查看服务指标"),
    # --- steps of a verdict
    "access-public": (
        "Everybody may see this page.",
        "このページは誰でも閲覧できます。",
        "任何人都可以查看此页面。",
    ),
    "access-nobody": (
        "Nobody is logged in. Log in to go on.",
        "ログインしていません。続けるにはログインしてください。",
        "尚未登录。请登录后继续。",
    ),
    "access-is-local": (
        "This service runs on one computer for its one user.",
        "このサービスは 1 台のパソコンで 1 人の利用者のために動いています。",
        "此服务在单台电脑上为其唯一用户运行。",
    ),
    "access-is-session": ("A person is logged in.", "利用者がログインしています。", "用户已登录。"),
    "access-is-token": (
        "A program asks with an API token of a person.",
        "プログラムが利用者の API トークンで接続しています。",
        "程序正以某用户的 API 令牌访问。",
    ),
    "access-other-workspace": (
        "The record belongs to another workspace; it is treated as if it did not exist.",
        "この記録は別のワークスペースに属するため、存在しないものとして扱います。",
        "该记录属于其他工作区，按不存在处理。",
    ),
    "access-no-role": (
        "This account has no role in this workspace. An admin can give one.",
        "このアカウントには、このワークスペースでの役割がありません。管理者に依頼してください。",
        "此账户在此工作区没有角色。请联系管理员分配。",
    ),
    "access-role-has": (
        "The role “{0}” may: {1}.",
        "役割「{0}」で可能な操作：{1}。",
        "角色“{0}”可以：{1}。",
    ),
    "access-role-lacks": (
        "The role “{0}” may not: {1}. An admin can give another role.",
        "役割「{0}」ではできない操作：{1}。役割の変更は管理者に依頼してください。",
        "角色“{0}”不可以：{1}。如需更改角色，请联系管理员。",
    ),
    "access-scope-has": (
        "The token covers: {0}.",
        "トークンの範囲に含まれる操作：{0}。",
        "令牌范围包括：{0}。",
    ),
    "access-scope-lacks": (
        "The token does not cover: {0}. Make one with this scope, if the role allows it.",
        "トークンの範囲に含まれない操作：{0}。役割が許せば、この範囲を含むトークンを作成してください。",
        "令牌范围不包括：{0}。角色允许时，可新建包含该范围的令牌。",
    ),
    "access-not-by-token": (
        "No token may: {0}. A person who is logged in has to do it.",
        "トークンではできない操作：{0}。ログインした利用者が行ってください。",
        "任何令牌都不可以：{0}。须由已登录的用户操作。",
    ),
}
