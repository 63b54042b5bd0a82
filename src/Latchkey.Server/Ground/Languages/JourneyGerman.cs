namespace Latchkey.Server.Ground.Languages;

public sealed partial record JourneyTexts
{
    public static readonly JourneyTexts German = new()
    {
        NotYou = "Anderen Namen verwenden",
        RememberName = "Meinen Namen auf diesem Gerät merken",
        RememberedNames = "Auf diesem Gerät gemerkte Namen",
        ForgetNames = "Diese Namen vergessen",
        KeepSignedIn = "Angemeldet bleiben",

        OfferTitle = "Machen Sie Ihr Konto sicherer",
        OfferText = "Mit einem zweiten Weg, sich auszuweisen, kommt niemand allein mit Ihrem Passwort hinein.",
        OfferSkip = "Jetzt nicht, weiter",
        OfferLater = "Das geht jederzeit auf Ihrer Kontoseite.",

        Working = "Einen Moment. Ihr Browser löst eine kleine Rechenaufgabe, die Roboter fernhält.",
        WorkAgain = "Das hat zu lange gedauert. Senden Sie es noch einmal.",
        WorkNeedsScript = "Roboter hält hier eine kleine Rechenaufgabe fern, die Browser lösen. Schalten Sie Skripte ein und laden Sie die Seite neu.",
        WorkSlowly = "Im Moment fragen hier viele. Versuchen Sie es in einer Minute wieder, oder schalten Sie Skripte ein.",

        ChangeEmail = "E-Mail-Adresse ändern",
        EmailNow = "Ihre Adresse jetzt",
        EmailNew = "Neue E-Mail-Adresse",
        EmailBoth = "Wir senden einen Code an die neue und einen anderen an die alte Adresse. Es braucht beide.",
        EmailNewAlone = "Wir senden einen Code an die neue Adresse und sagen der alten Bescheid.",
        EmailSame = "Das ist schon Ihre Adresse.",
        CodeSentTo = "Code aus der Mail an {0}",
        EmailCodesWrong = "Das geht nicht. Codes gelten 15 Minuten, und nach fünf falschen beginnen Sie von vorn.",
        EmailChanged = "Ihre E-Mail-Adresse ist geändert.",
        EmailLogin = "Sie melden sich dann mit der neuen Adresse an.",

        NewAddressSubject = "Ihr Code für Ihre neue Adresse bei {0}",
        NewAddressText = "dieser Code bestätigt, dass Ihr Konto bei {0} diese E-Mail-Adresse bekommen soll:",
        OldAddressSubject = "Ihre Adresse bei {0} soll sich ändern",
        OldAddressText = "dieser Code bestätigt, dass Ihr Konto bei {0} eine andere E-Mail-Adresse bekommen soll:",
        AddressIgnore = "Wenn Sie das nicht waren, geben Sie den Code niemandem.",
        AddressChangedSubject = "Ihre Adresse bei {0} wurde geändert",
        AddressChangedText = "die E-Mail-Adresse Ihres Kontos {1} bei {0} wurde soeben geändert.",

        NotMe = "Das war nicht ich",
        NotMeMail = "Wenn Sie es nicht waren: Dieser Link meldet alles ab, und Sie wählen ein neues Passwort. Er gilt sieben Tage.",
        NotMeMailDay = "Wenn Sie es nicht waren: Dieser Link meldet alles ab, und Sie wählen ein neues Passwort. Er gilt 24 Stunden.",
        NotMeTitle = "Waren das nicht Sie?",
        NotMeMeans = "Jeder Browser und jede App wird abgemeldet, Ihr Passwort gilt nicht mehr, und Sie wählen ein neues.",
        NotMeAddress = "Ihre E-Mail-Adresse wird wieder {0}.",
        NotMeEnd = "Alles beenden",

        NewDeviceSubject = "Ein neues Gerät ist in Ihrem Konto bei {0} angemeldet",
        NewDeviceText = "Ihr Konto {1} bei {0} wurde soeben auf einem Gerät angemeldet, das hier noch nicht gesehen wurde: {2}.",

        PhoneSignIn = "Mit dem Telefon anmelden",
        PhoneText = "Halten Sie die Kamera Ihres Telefons auf dieses Bild. Das Telefon fragt dann nach dieser Zahl:",
        PhoneQr = "Bild zum Einscannen mit einem Telefon",
        PhoneOpen = "Oder öffnen Sie diese Adresse auf dem Telefon:",
        PhoneWaiting = "Wir warten auf Ihr Telefon. Diese Seite geht von selbst weiter.",
        PhoneCheck = "Jetzt nachsehen",
        PhoneOver = "Es hat zu lange gedauert, oder es wurde auf dem Telefon abgelehnt.",
        OtherTitle = "Auf einem anderen Gerät anmelden?",
        OtherText =
            "Ein anderes Gerät soll als {0} angemeldet werden. Machen Sie nur weiter, wenn Sie das selbst begonnen haben und das "
            + "Gerät vor sich sehen.",
        OtherNumber = "Zahl auf dem anderen Gerät",
        OtherWrong = "Das ist nicht die Zahl, die es zeigt. Beginnen Sie auf dem anderen Gerät von vorn.",

        RecoveryTitle = "Notfallcodes",
        RecoveryText = "Jeder von ihnen weist Sie einmal aus, wenn Sie nichts anderes zur Hand haben.",
        RecoveryOnce = "Schreiben oder drucken Sie sie auf: Sie werden nur dieses Mal gezeigt.",
        RecoveryMake = "Notfallcodes erstellen",
        RecoveryLeft = "Übrige Codes: {0}",
        RecoveryReplaces = "Die Codes von vorher gelten nicht mehr.",
        RecoveryUse = "Stattdessen einen Notfallcode verwenden",
        RecoveryLead = "Geben Sie einen der Notfallcodes ein, die Sie aufgehoben haben.",
    };
}
