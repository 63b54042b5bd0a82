namespace Latchkey.Server.Ground.Languages;

internal static class DutchSeveralBrands
{
    public static readonly SeveralBrandsTexts Texts = new()
    {
        AllBrands = "Merken",
        AllBrandsLead = "Elk heeft een eigen uiterlijk, eigen pagina’s en e-mails. Een app of domein toont er een van, anders het standaardmerk.",
        AddBrand = "Merk toevoegen",
        DefaultBrand = "Standaard",
        DeleteBrand = "Dit merk verwijderen",
        DeleteBrandMeans = "De afbeeldingen, pagina’s en e-mails ervan worden verwijderd. Apps die het tonen, tonen weer het eerste merk.",
        Domains = "Domeinen",
        DomainsLead = "Eigen adressen die dit merk tonen. Elk wordt bewezen door een record in zijn DNS.",
        Domain = "Domein",
        DomainHint = "Een naam waarvan u de DNS beheert, zoals login.example.com.",
        AddDomain = "Domein toevoegen",
        RecordHint = "Stel dit TXT-record in en verifieer het dan. Laat de naam naar uw proxy wijzen, die er een certificaat voor nodig heeft.",
        RecordName = "Naam van het record",
        RecordText = "Tekst van het record",
        Verify = "Verifiëren",
        NotProven = "De DNS zegt het nog niet. Een nieuw record is soms pas na minuten te zien.",
        InUse = "In gebruik",
        Waiting = "Wacht op het record",
        DeleteDomain = "Dit domein verwijderen",
        DeleteDomainMeans = "Wie naar dit adres gaat, vindt er niets meer, en tokens van deze uitgever worden niet aanvaard.",
        AppBrand = "Merk",
        AppBrandHint = "Wat mensen zien op weg naar deze app.",
    };
}
