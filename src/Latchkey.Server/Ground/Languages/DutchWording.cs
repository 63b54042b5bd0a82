namespace Latchkey.Server.Ground.Languages;

internal static class DutchWording
{
    public static readonly WordingTexts Texts = new()
    {
        Emails = "E-mails",
        MailsLead = "Wat de e-mails van deze organisatie zeggen, in elke taal.",
        Yours = "Uw woorden",
        Ours = "Onze woorden",
        MailLanguage = "Taal",
        Subject = "Onderwerp",
        Body = "Tekst",
        BodyHint = "HTML, met de variabelen hieronder. Er moet in staan wat mensen nodig hebben om verder te gaan.",
        Variables = "Variabelen",
        ForOthers = "Voor iedereen wiens taal hier geen woorden heeft",
        AddLanguage = "Taal toevoegen",
        ResetMail = "Terug naar onze woorden",
        ResetMailMeans = "Uw woorden voor deze e-mail worden in elke taal verwijderd en mensen krijgen weer de onze.",
        DeleteWords = "Deze woorden verwijderen",
        DeleteWordsMeans = "Wie deze taal spreekt, krijgt de woorden voor alle andere, of de onze.",
        AsText = "Als tekst",
        SendTest = "Stuur mij een test",
        SendTestHint = "Hij gaat naar {0}, zoals hij is opgeslagen. De links en codes erin openen niets.",
        Recipients = "Wie hem krijgt",
        RecipientsHint = "Een e-mail waar iemand op wacht, gaat naar iedereen.",
        Everybody = "Iedereen",
        AdministratorsOnly = "Alleen beheerders",
        Nobody = "Niemand",
        Languages = "Talen",
        LanguagesLead = "Wat de pagina’s en e-mails spreken als ze mogen kiezen.",
        DefaultLanguage = "Standaardtaal",
        DefaultHint = "Voor mensen van wie app, profiel en browser geen aangeboden taal noemen.",
        Offered = "Aangeboden talen",
        OfferedHint = "Wat niet is aangevinkt, krijgt niemand te zien, wat de browser ook zegt.",
        Files = "Well-known-bestanden",
        FilesLead = "Wat dit adres telefoons en browsers over uw apps vertelt. Apps vullen de bestanden zelf; meer wordt via de API toegevoegd.",
        AndroidFile = "Android: apps die links van dit adres openen en zijn passkeys gebruiken",
        AppleFile = "Apple: apps die links van dit adres openen en zijn wachtwoorden en passkeys gebruiken",
        WebAuthnFile = "Browsers: andere sites waar passkeys van dit adres gebruikt mogen worden",
        AddedByYou = "Met wat via de API is toegevoegd",
        OpenFile = "Bestand openen",
    };
}
