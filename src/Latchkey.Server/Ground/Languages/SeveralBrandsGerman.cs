namespace Latchkey.Server.Ground.Languages;

public sealed partial record SeveralBrandsTexts
{
    public static readonly SeveralBrandsTexts German = new()
    {
        AllBrands = "Marken",
        AllBrandsLead = "Jede hat ein eigenes Aussehen, eigene Seiten und E-Mails. Eine App oder Domain zeigt eine davon, sonst die Standardmarke.",
        AddBrand = "Marke hinzufügen",
        DefaultBrand = "Standard",
        DeleteBrand = "Diese Marke löschen",
        DeleteBrandMeans = "Ihre Bilder, Seiten und E-Mails werden gelöscht. Apps, die sie zeigen, zeigen wieder die erste Marke.",
        Domains = "Domains",
        DomainsLead = "Eigene Adressen, die diese Marke zeigen. Jede wird durch einen Eintrag in ihrem DNS belegt.",
        Domain = "Domain",
        DomainHint = "Ein Name, dessen DNS Sie schreiben, etwa login.example.com.",
        AddDomain = "Domain hinzufügen",
        RecordHint = "Setzen Sie diesen TXT-Eintrag und prüfen Sie ihn dann. Leiten Sie den Namen auf Ihren Proxy, der ein Zertifikat dafür braucht.",
        RecordName = "Name des Eintrags",
        RecordText = "Text des Eintrags",
        Verify = "Prüfen",
        NotProven = "Das DNS sagt es noch nicht. Ein neuer Eintrag ist oft erst nach Minuten zu sehen.",
        InUse = "In Gebrauch",
        Waiting = "Wartet auf den Eintrag",
        DeleteDomain = "Diese Domain löschen",
        DeleteDomainMeans = "Wer zu dieser Adresse kommt, findet dort nichts mehr, und Tokens ihres Ausstellers werden nicht angenommen.",
        AppBrand = "Marke",
        AppBrandHint = "Was Personen auf dem Weg zu dieser App sehen.",
    };
}
