namespace Latchkey.Server.Ground.Languages;

internal static class PolishSeveralBrands
{
    public static readonly SeveralBrandsTexts Texts = new()
    {
        AllBrands = "Marki",
        AllBrandsLead = "Każda ma własny wygląd, strony i wiadomości. Aplikacja lub domena pokazuje jedną z nich, a bez wyboru domyślną.",
        AddBrand = "Dodaj markę",
        DefaultBrand = "Domyślna",
        DeleteBrand = "Usuń tę markę",
        DeleteBrandMeans = "Jej obrazy, strony i wiadomości zostaną usunięte. Aplikacje, które ją pokazują, znów pokażą pierwszą.",
        Domains = "Domeny",
        DomainsLead = "Własne adresy, które pokazują tę markę. Każdy jest potwierdzony rekordem w jego DNS.",
        Domain = "Domena",
        DomainHint = "Nazwa, której DNS prowadzisz, na przykład login.example.com.",
        AddDomain = "Dodaj domenę",
        RecordHint = "Ustaw ten rekord TXT, a potem go zweryfikuj. Skieruj nazwę na serwer proxy, który potrzebuje dla niej certyfikatu.",
        RecordName = "Nazwa rekordu",
        RecordText = "Treść rekordu",
        Verify = "Zweryfikuj",
        NotProven = "DNS jeszcze tego nie mówi. Nowy rekord bywa widoczny dopiero po kilku minutach.",
        InUse = "W użyciu",
        Waiting = "Czeka na rekord",
        DeleteDomain = "Usuń tę domenę",
        DeleteDomainMeans = "Kto wejdzie pod ten adres, nic tam nie znajdzie, a tokeny jego wystawcy nie będą przyjmowane.",
        AppBrand = "Marka",
        AppBrandHint = "Co osoby widzą, logując się do tej aplikacji.",
    };
}
