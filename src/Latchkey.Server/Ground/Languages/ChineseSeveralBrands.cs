namespace Latchkey.Server.Ground.Languages;

internal static class ChineseSeveralBrands
{
    public static readonly SeveralBrandsTexts Texts = new()
    {
        AllBrands = "品牌",
        AllBrandsLead = "每个品牌都有自己的外观、页面和邮件。应用或域名显示其中之一，否则显示默认品牌。",
        AddBrand = "添加品牌",
        DefaultBrand = "默认",
        DeleteBrand = "删除此品牌",
        DeleteBrandMeans = "其图片、页面和邮件将被删除。显示它的应用将重新显示首个品牌。",
        Domains = "域名",
        DomainsLead = "显示此品牌的自有地址。每个地址由其 DNS 中的记录证明。",
        Domain = "域名",
        DomainHint = "由您管理 DNS 的名称，例如 login.example.com。",
        AddDomain = "添加域名",
        RecordHint = "设置此 TXT 记录，然后验证。将该名称指向您的代理，代理需要它的证书。",
        RecordName = "记录名称",
        RecordText = "记录文本",
        Verify = "验证",
        NotProven = "DNS 尚未包含此记录。新记录可能需要几分钟才能看到。",
        InUse = "使用中",
        Waiting = "等待记录",
        DeleteDomain = "删除此域名",
        DeleteDomainMeans = "访问此地址的人将找不到任何内容，其颁发者的令牌也不再被接受。",
        AppBrand = "品牌",
        AppBrandHint = "人员登录此应用时看到的外观。",
    };
}
