namespace Latchkey.Server.Ground.Languages;

internal static class JapaneseDevices
{
    public static readonly DevicesTexts Texts = DevicesTexts.English with
    {
        Title = "パスキーのデバイス",
        Lead = "パスキーを保管するデバイスについて FIDO が伝えること: 名称、認定のレベル、失効したもの。",
        File = "FIDO のファイル",
        NoFile = "ファイルはまだありません",
        NoFileMeans = "デバイスの名称が分からず、その作りについて条件を付けられません。FIDO のファイルを取得してここに入れてください。",
        Number = "番号",
        Models = "モデル",
        Revoked = "失効",
        Next = "次のファイル",
        Overdue = "{0} から新しいファイルがあります。ほかにも失効したものが載っているかもしれません。",
        Bring = "ファイルを入れる",
        BringHint = "https://mds3.fidoalliance.org が返すままのファイルです。FIDO の署名を確認し、古いファイルは受け付けません。",
        BroughtElsewhere = "このサーバーのすべての組織が同じファイルを使います。最初の組織のコンソールか、サーバーの運用者が入れます。",
        NotTaken = "FIDO が署名したファイルではないか、途中で変更されています。",
        Older = "より新しいファイルがすでにあります。何も変更していません。",
        Asked = "デバイスに求めること",
        AskedMeans = "パスキーの方式の設定によります。どのモデルのグループを使えるかは登録ポリシーが決めます。",
        AsksNothing = "何も求めません。FIDO が警告していないデバイスならどれでも使えます。",
        Model = "モデル",
        Certified = "認定",
        NotCertified = "認定なし",
        InHardware = "ハードウェアの鍵",
        Own = "独自",
        Takes = "使える",
        Refuses = "使えない",
        Weak = "信頼できない",
        SearchModels = "名称または AAGUID",
        More = "ほかに {0} 件あります。名称で検索してください。",
    };
}
