namespace Latchkey.Server.Ground.Languages;

public sealed partial record DevicesTexts
{
    public static readonly DevicesTexts English = new()
    {
        Title = "Passkey devices",
        Lead = "What FIDO says of the devices that keep passkeys: what they are called, how far they were certified, and what was revoked.",
        File = "FIDO’s file",
        NoFile = "No file has been brought yet",
        NoFileMeans = "Devices go by no name, and nothing can be asked of what they are made of. Take FIDO’s file and bring it here.",
        Number = "Number",
        Models = "Models",
        Revoked = "Revoked",
        Next = "A newer one from",
        Overdue = "There is a newer file since {0}. It may know of more that was revoked.",
        Bring = "Bring a file",
        BringHint = "As https://mds3.fidoalliance.org answers it. FIDO’s signature is checked, and an older file is refused.",
        BroughtElsewhere = "All organizations of this server share the file. The first one’s console brings it, or whoever runs the server.",
        NotTaken = "This is not a file that FIDO has signed, or it was changed on the way.",
        Older = "A newer file was brought before. Nothing was changed.",
        Asked = "What is asked of devices",
        AskedMeans = "By the settings of the passkey method; which groups of models somebody may use, enrollment policies say.",
        AsksNothing = "Nothing: any device is taken that FIDO does not warn of.",
        Model = "Model",
        Certified = "Certified",
        NotCertified = "Not certified",
        InHardware = "Keys in hardware",
        Own = "Your own",
        Takes = "Taken",
        Refuses = "Not taken",
        Weak = "Not to be trusted",
        SearchModels = "Name or AAGUID",
        More = "{0} more: search for them by name.",
    };
}
