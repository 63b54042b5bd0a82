namespace Latchkey.Server.Ground.Languages;

internal static class FrenchSeveralBrands
{
    public static readonly SeveralBrandsTexts Texts = new()
    {
        AllBrands = "Marques",
        AllBrandsLead = "Chacune a son apparence, ses pages et ses e-mails. Une application ou un domaine en montre une, sinon celle par défaut.",
        AddBrand = "Ajouter une marque",
        DefaultBrand = "Par défaut",
        DeleteBrand = "Supprimer cette marque",
        DeleteBrandMeans = "Ses images, pages et e-mails sont supprimés. Les applications qui la montrent montrent à nouveau la première.",
        Domains = "Domaines",
        DomainsLead = "Vos propres adresses qui montrent cette marque. Chacune est prouvée par un enregistrement de son DNS.",
        Domain = "Domaine",
        DomainHint = "Un nom dont vous gérez le DNS, comme login.example.com.",
        AddDomain = "Ajouter un domaine",
        RecordHint = "Créez cet enregistrement TXT, puis vérifiez-le. Dirigez le nom vers votre proxy, qui a besoin d’un certificat pour lui.",
        RecordName = "Nom de l’enregistrement",
        RecordText = "Texte de l’enregistrement",
        Verify = "Vérifier",
        NotProven = "Le DNS ne le dit pas encore. Un nouvel enregistrement peut mettre quelques minutes à être visible.",
        InUse = "Utilisé",
        Waiting = "En attente de son enregistrement",
        DeleteDomain = "Supprimer ce domaine",
        DeleteDomainMeans = "Qui vient à cette adresse n’y trouve plus rien, et les jetons de son émetteur ne sont plus acceptés.",
        AppBrand = "Marque",
        AppBrandHint = "Ce que les personnes voient en se connectant à cette application.",
    };
}
