namespace Latchkey.Server.Ground.Languages;

public sealed partial record DevicesTexts
{
    public static readonly DevicesTexts German = new()
    {
        Title = "Geräte für Passkeys",
        Lead = "Was FIDO über die Geräte sagt, die Passkeys aufbewahren: wie sie heißen, wie weit sie zertifiziert sind und was widerrufen wurde.",
        File = "Die Datei von FIDO",
        NoFile = "Es wurde noch keine Datei gebracht",
        NoFileMeans = "Geräte haben hier keinen Namen, und niemand kann verlangen, woraus sie gemacht sind. Nehmen Sie die Datei von FIDO und bringen Sie "
            + "sie her.",
        Number = "Nummer",
        Models = "Modelle",
        Revoked = "Widerrufen",
        Next = "Eine neuere ab",
        Overdue = "Seit {0} gibt es eine neuere Datei. Sie kennt vielleicht mehr, das widerrufen wurde.",
        Bring = "Datei bringen",
        BringHint = "So, wie https://mds3.fidoalliance.org sie liefert. Die Signatur von FIDO wird geprüft, eine ältere Datei wird abgelehnt.",
        BroughtElsewhere = "Alle Organisationen dieses Servers teilen sich die Datei. Gebracht wird sie in der Konsole der ersten oder von dem, der den "
            + "Server betreibt.",
        NotTaken = "Diese Datei hat FIDO nicht signiert, oder sie wurde unterwegs verändert.",
        Older = "Es wurde schon eine neuere Datei gebracht. Nichts wurde geändert.",
        Asked = "Was von Geräten verlangt wird",
        AskedMeans = "Nach den Einstellungen der Methode für Passkeys; welche Gruppen von Modellen jemand verwenden darf, sagen Registrierungsrichtlinien.",
        AsksNothing = "Nichts: Jedes Gerät ist recht, vor dem FIDO nicht warnt.",
        Model = "Modell",
        Certified = "Zertifiziert",
        NotCertified = "Nicht zertifiziert",
        InHardware = "Schlüssel in Hardware",
        Own = "Eigenes",
        Takes = "Zugelassen",
        Refuses = "Nicht zugelassen",
        Weak = "Nicht vertrauenswürdig",
        SearchModels = "Name oder AAGUID",
        More = "{0} weitere: Suchen Sie sie nach Namen.",
    };
}
