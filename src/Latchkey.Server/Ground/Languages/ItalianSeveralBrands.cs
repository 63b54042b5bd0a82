namespace Latchkey.Server.Ground.Languages;

internal static class ItalianSeveralBrands
{
    public static readonly SeveralBrandsTexts Texts = new()
    {
        AllBrands = "Marchi",
        AllBrandsLead = "Ognuno ha il proprio aspetto, le proprie pagine ed e-mail. Un’app o un dominio ne mostra uno, altrimenti quello predefinito.",
        AddBrand = "Aggiungi un marchio",
        DefaultBrand = "Predefinito",
        DeleteBrand = "Elimina questo marchio",
        DeleteBrandMeans = "Le sue immagini, pagine ed e-mail vengono eliminate. Le app che lo mostrano mostrano di nuovo il primo.",
        Domains = "Domini",
        DomainsLead = "Indirizzi vostri che mostrano questo marchio. Ognuno è provato da un record del suo DNS.",
        Domain = "Dominio",
        DomainHint = "Un nome di cui gestite il DNS, come login.example.com.",
        AddDomain = "Aggiungi un dominio",
        RecordHint = "Impostate questo record TXT, poi verificatelo. Puntate il nome al vostro proxy, che ha bisogno di un certificato.",
        RecordName = "Nome del record",
        RecordText = "Testo del record",
        Verify = "Verifica",
        NotProven = "Il DNS non lo dice ancora. Un record nuovo può richiedere minuti per essere visto.",
        InUse = "In uso",
        Waiting = "In attesa del record",
        DeleteDomain = "Elimina questo dominio",
        DeleteDomainMeans = "Chi arriva a questo indirizzo non trova più nulla e i token del suo emittente non sono accettati.",
        AppBrand = "Marchio",
        AppBrandHint = "Ciò che le persone vedono accedendo a questa app.",
    };
}
