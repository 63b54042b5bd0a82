namespace Latchkey.Server.Ground.Languages;

internal static class PortugueseSeveralBrands
{
    public static readonly SeveralBrandsTexts Texts = new()
    {
        AllBrands = "Marcas",
        AllBrandsLead = "Cada uma tem a sua aparência, as suas páginas e os seus e-mails. Uma aplicação ou um domínio mostra uma delas ou, se não, a padrão.",
        AddBrand = "Adicionar uma marca",
        DefaultBrand = "Padrão",
        DeleteBrand = "Eliminar esta marca",
        DeleteBrandMeans = "As suas imagens, páginas e e-mails são eliminados. As aplicações que a mostram voltam a mostrar a primeira.",
        Domains = "Domínios",
        DomainsLead = "Endereços próprios que mostram esta marca. Cada um é provado por um registo do seu DNS.",
        Domain = "Domínio",
        DomainHint = "Um nome cujo DNS gere, como login.example.com.",
        AddDomain = "Adicionar um domínio",
        RecordHint = "Crie este registo TXT e depois verifique-o. Aponte o nome para o seu proxy, que precisa de um certificado para ele.",
        RecordName = "Nome do registo",
        RecordText = "Texto do registo",
        Verify = "Verificar",
        NotProven = "O DNS ainda não o diz. Um registo novo pode demorar minutos a ser visto.",
        InUse = "Em uso",
        Waiting = "À espera do seu registo",
        DeleteDomain = "Eliminar este domínio",
        DeleteDomainMeans = "Quem vier a este endereço já não encontra nada, e os tokens do seu emissor não são aceites.",
        AppBrand = "Marca",
        AppBrandHint = "O que as pessoas veem ao entrar nesta aplicação.",
    };
}
