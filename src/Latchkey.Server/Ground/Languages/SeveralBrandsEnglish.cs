namespace Latchkey.Server.Ground.Languages;

public sealed partial record SeveralBrandsTexts
{
    public static readonly SeveralBrandsTexts English = new()
    {
        AllBrands = "Brands",
        AllBrandsLead = "Each has a look, pages and mails of its own. An app or a domain shows one of them, or else the default.",
        AddBrand = "Add a brand",
        DefaultBrand = "Default",
        DeleteBrand = "Delete this brand",
        DeleteBrandMeans = "Its pictures, pages and mails are deleted. Apps that show it show the first brand again.",
        Domains = "Domains",
        DomainsLead = "Addresses of your own that show this brand. Each is proven by a record of its DNS.",
        Domain = "Domain",
        DomainHint = "A name whose DNS you write, such as login.example.com.",
        AddDomain = "Add a domain",
        RecordHint = "Set this TXT record, then verify it. Point the name at your proxy, which needs a certificate for it.",
        RecordName = "Name of the record",
        RecordText = "Text of the record",
        Verify = "Verify",
        NotProven = "The DNS does not say it yet. A new record may take minutes to be seen.",
        InUse = "In use",
        Waiting = "Waiting for its record",
        DeleteDomain = "Delete this domain",
        DeleteDomainMeans = "People who come to this address find nothing there any more, and tokens of its issuer are not accepted.",
        AppBrand = "Brand",
        AppBrandHint = "What people see on their way to this app.",
    };
}
