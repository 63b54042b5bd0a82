namespace Latchkey.Server.Ground.Languages;

internal static class FrenchImporting
{
    public static readonly ImportingTexts Texts = ImportingTexts.English with
    {
        Import = "Importer des personnes",
        ImportLead =
            "Depuis un fichier CSV, tel que l’écrivent les tableurs et d’autres annuaires. Rien ne se passe avant que vous ayez vu ce qui "
            + "arriverait.",
        ChooseFile = "Choisir un fichier",
        File = "Fichier CSV",
        FileHint = "UTF-8 ; la première ligne nomme les colonnes. Au plus 10 000 lignes et 3 Mo.",
        NameOfImport = "Nom de cet import",
        Example = "Un exemple",
        Upload = "Envoyer et regarder",
        Earlier = "Imports",
        EarlierMeans = "Conservés une semaine.",
        Lines = "Lignes",
        Refused = "Refusées",
        IsDraft = "À vérifier",
        IsRunning = "En cours",
        IsDone = "Terminé",

        LinesInFile = "Lignes dans le fichier : {0}",
        Mapping = "Colonnes",
        MappingMeans = "À quel attribut va chaque colonne du fichier.",
        LeftOut = "Ignorer",
        WhoIsThere = "Personnes déjà présentes",
        KeepThem = "Les laisser telles quelles",
        UpdateThem = "Leur donner ce que dit le fichier",
        UpdateThemMeans = "Une cellule vide ne change rien.",
        WhoIsNew = "Nouvelles personnes",
        InviteThem = "Inviter par e-mail",
        InviteThemMeans = "Chacune reçoit un lien pour choisir un mot de passe.",
        ActivateLater = "Activer plus tard",
        ActivateLaterMeans = "Elles figurent dans l’annuaire et ne peuvent pas encore se connecter.",
        ShowPreview = "Afficher l’aperçu",
        Preview = "Aperçu",
        WouldBeRefused = "Seraient refusées : {0}",
        LinesRefused = "Lignes refusées",
        LineNumber = "Ligne",
        Line = "Ligne {0} :",
        IsThere = "Existe déjà",
        IsNew = "Nouvelle",
        StartImport = "Démarrer l’import",
        UnderWay = "L’import est en cours",
        Result = "Ce qu’il en est advenu",
        SoFar = "{0} sur {1}",
        WereCreated = "Créées",
        WereChanged = "Modifiées",
        WereSame = "Inchangées",
        ReportMeans = "Prenez le fichier, corrigez-le et renvoyez-le : qui est déjà là reste tel quel.",
    };
}
