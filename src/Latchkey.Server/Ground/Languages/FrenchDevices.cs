namespace Latchkey.Server.Ground.Languages;

internal static class FrenchDevices
{
    public static readonly DevicesTexts Texts = DevicesTexts.English with
    {
        Title = "Appareils à clés d’accès",
        Lead = "Ce que FIDO dit des appareils qui gardent les clés d’accès : leur nom, leur niveau de certification et ce qui a été révoqué.",
        File = "Le fichier de FIDO",
        NoFile = "Aucun fichier n’a encore été apporté",
        NoFileMeans = "Les appareils n’ont pas de nom, et l’on ne peut rien exiger de leur fabrication. Prenez le fichier de FIDO et apportez-le ici.",
        Number = "Numéro",
        Models = "Modèles",
        Revoked = "Révoqués",
        Next = "Un plus récent dès le",
        Overdue = "Il existe un fichier plus récent depuis le {0}. Il connaît peut-être d’autres révocations.",
        Bring = "Apporter un fichier",
        BringHint = "Tel que https://mds3.fidoalliance.org le fournit. La signature de FIDO est vérifiée, et un fichier plus ancien est refusé.",
        BroughtElsewhere = "Toutes les organisations de ce serveur partagent le fichier. La console de la première l’apporte, ou la personne qui exploite "
            + "le serveur.",
        NotTaken = "Ce fichier n’est pas signé par FIDO, ou il a été modifié en chemin.",
        Older = "Un fichier plus récent a déjà été apporté. Rien n’a été modifié.",
        Asked = "Ce qui est exigé des appareils",
        AskedMeans = "D’après les paramètres de la méthode des clés d’accès ; les groupes de modèles que chacun peut utiliser, les stratégies "
            + "d’inscription le disent.",
        AsksNothing = "Rien : tout appareil convient, sauf ceux contre lesquels FIDO met en garde.",
        Model = "Modèle",
        Certified = "Certifié",
        NotCertified = "Non certifié",
        InHardware = "Clés dans le matériel",
        Own = "À vous",
        Takes = "Accepté",
        Refuses = "Non accepté",
        Weak = "Pas digne de confiance",
        SearchModels = "Nom ou AAGUID",
        More = "{0} de plus : cherchez-les par leur nom.",
    };
}
