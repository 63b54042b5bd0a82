namespace Latchkey.Server.Ground.Languages;

internal static class DutchDevices
{
    public static readonly DevicesTexts Texts = DevicesTexts.English with
    {
        Title = "Apparaten voor toegangssleutels",
        Lead = "Wat FIDO zegt van de apparaten die toegangssleutels bewaren: hoe ze heten, hoe ver ze gecertificeerd zijn en wat is ingetrokken.",
        File = "Het bestand van FIDO",
        NoFile = "Er is nog geen bestand gebracht",
        NoFileMeans = "Apparaten hebben geen naam, en er kan niets worden geëist van hoe ze gemaakt zijn. Neem het bestand van FIDO en breng het hier.",
        Number = "Nummer",
        Models = "Modellen",
        Revoked = "Ingetrokken",
        Next = "Een nieuwer vanaf",
        Overdue = "Er is een nieuwer bestand sinds {0}. Het kent misschien meer dat is ingetrokken.",
        Bring = "Bestand brengen",
        BringHint = "Zoals https://mds3.fidoalliance.org het geeft. De handtekening van FIDO wordt gecontroleerd en een ouder bestand wordt geweigerd.",
        BroughtElsewhere = "Alle organisaties van deze server delen het bestand. De console van de eerste brengt het, of wie de server beheert.",
        NotTaken = "Dit bestand is niet door FIDO ondertekend, of het is onderweg veranderd.",
        Older = "Er is al een nieuwer bestand gebracht. Er is niets veranderd.",
        Asked = "Wat van apparaten wordt geëist",
        AskedMeans = "Volgens de instellingen van de methode voor toegangssleutels; welke groepen modellen iemand mag gebruiken zegt het inschrijfbeleid.",
        AsksNothing = "Niets: elk apparaat is goed waar FIDO niet voor waarschuwt.",
        Model = "Model",
        Certified = "Gecertificeerd",
        NotCertified = "Niet gecertificeerd",
        InHardware = "Sleutels in hardware",
        Own = "Eigen",
        Takes = "Toegelaten",
        Refuses = "Niet toegelaten",
        Weak = "Niet te vertrouwen",
        SearchModels = "Naam of AAGUID",
        More = "Nog {0}: zoek ze op naam.",
    };
}
