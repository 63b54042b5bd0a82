namespace Latchkey.Server.Ground.Languages;

internal static class JapaneseSeveralBrands
{
    public static readonly SeveralBrandsTexts Texts = new()
    {
        AllBrands = "ブランド",
        AllBrandsLead = "それぞれに固有の外観、ページ、メールがあります。アプリやドメインはそのうちの一つを、指定がなければ既定のブランドを表示します。",
        AddBrand = "ブランドを追加",
        DefaultBrand = "既定",
        DeleteBrand = "このブランドを削除",
        DeleteBrandMeans = "画像、ページ、メールが削除されます。これを表示していたアプリは最初のブランドに戻ります。",
        Domains = "ドメイン",
        DomainsLead = "このブランドを表示する独自のアドレスです。DNS のレコードで証明します。",
        Domain = "ドメイン",
        DomainHint = "DNS を管理している名前（例：login.example.com）。",
        AddDomain = "ドメインを追加",
        RecordHint = "この TXT レコードを設定してから確認してください。名前は、証明書を持つプロキシに向けてください。",
        RecordName = "レコードの名前",
        RecordText = "レコードの値",
        Verify = "確認",
        NotProven = "DNS にまだ反映されていません。新しいレコードは数分かかることがあります。",
        InUse = "使用中",
        Waiting = "レコード待ち",
        DeleteDomain = "このドメインを削除",
        DeleteDomainMeans = "このアドレスには何も表示されなくなり、その発行者のトークンは受け付けられません。",
        AppBrand = "ブランド",
        AppBrandHint = "このアプリへのサインインで表示されるものです。",
    };
}
