namespace Latchkey.Server.Ground.Languages;

internal static class JapaneseProvider
{
    public static readonly ProviderTexts Texts = new()
    {
        Providers = "ID プロバイダー",
        Lead = "ユーザーがサインインできるほかの場所です。それぞれがサインインページのボタンになります。",
        Add = "ID プロバイダーを追加",
        None = "ID プロバイダーはありません",
        NoneMeans = "ユーザーはここで設定した方法でサインインします。Google、Apple、Entra、別の Latchkey、その他の OpenID プロバイダーを追加できます。",
        Kind = "種類",
        NameHint = "ボタンにこの名前が表示されます。",
        Callback = "ユーザーを戻すアドレス",
        CallbackHint = "各プロバイダーで、このアドレスをリダイレクト URI として登録してください。",
        Issuer = "発行者",
        IssuerHint = "ID トークンに記載されているアドレスです。Google と Apple には固有のものがあり、Entra では自分のテナントのものを使います。",
        ClientId = "クライアント ID",
        ClientSecret = "クライアントシークレット",
        SecretKept = "空のままにすると、保存済みのものが使われます。",
        ForApple = "Apple のみ",
        TeamId = "チーム ID",
        KeyId = "キー ID",
        PrivateKey = "秘密鍵",
        PrivateKeyHint = ".p8 ファイルのテキストです。",
        WhoGetsIn = "入れる人",
        Links = "既存のアカウントをリンクする",
        LinksMeans = "双方で確認済みのメールアドレスによります。管理者は手動でリンクします。",
        Provisions = "新しい人のアカウントを作成する",
        ProvisionsMeans = "プロバイダーがメールアドレスを確認済みの場合に限ります。",
        Trusts = "相手側の第 2 要素を認める",
        TrustsMeans = "相手側で提示した人には、ここでは求めません。",
        Keeps = "トークンを保管する",
        KeepsMeans = "本人に代わってプロバイダーを呼び出すプログラムのために、封印して保管します。",
        EveryTenant = "この種類のアカウントを持つ人は誰でも入れます。自分の組織の人だけを入れるには、自分のテナントの発行者を使ってください。",
        NobodyNew = "以前に来たことのない人は入れません。アカウントのリンクも作成も行われません。",
        DeleteMeans = "ここにパスワードもパスキーもない人は、サインインできなくなります。アカウントは残ります。",
        OtherOrg = "別の Latchkey または Okta",
        OtherOpenId = "その他の OpenID プロバイダー",
    };
}
