namespace Latchkey.Server.Ground.Languages;

internal static class SpanishJourney
{
    public static readonly JourneyTexts Texts = JourneyTexts.English with
    {
        NotYou = "Usar otro nombre",
        RememberName = "Recordar mi nombre en este dispositivo",
        RememberedNames = "Nombres recordados en este dispositivo",
        ForgetNames = "Olvidar estos nombres",
        KeepSignedIn = "Mantener la sesión iniciada",

        OfferTitle = "Haga su cuenta más segura",
        OfferText = "Con una segunda forma de confirmar que es usted, nadie entra solo con su contraseña.",
        OfferSkip = "Ahora no, continuar",
        OfferLater = "Puede hacerlo en cualquier momento en la página de su cuenta.",

        Working = "Un momento. Su navegador hace un pequeño cálculo que mantiene fuera a los robots.",
        WorkAgain = "Ha tardado demasiado. Envíelo otra vez.",
        WorkNeedsScript = "Aquí un pequeño cálculo del navegador mantiene fuera a los robots. Active los scripts y vuelva a cargar la página.",
        WorkSlowly = "Hay muchas peticiones en este momento. Inténtelo en un minuto o active los scripts.",

        ChangeEmail = "Cambiar la dirección de correo",
        EmailNow = "Su dirección actual",
        EmailNew = "Nueva dirección de correo",
        EmailBoth = "Enviamos un código a la dirección nueva y otro a la antigua. Hacen falta los dos.",
        EmailNewAlone = "Enviamos un código a la dirección nueva y avisamos a la antigua.",
        EmailSame = "Esa ya es su dirección.",
        CodeSentTo = "Código del correo enviado a {0}",
        EmailCodesWrong = "No funciona. Los códigos valen 15 minutos y, tras cinco errores, hay que empezar de nuevo.",
        EmailChanged = "Su dirección de correo ha cambiado.",
        EmailLogin = "Desde entonces inicia sesión con la dirección nueva.",

        NewAddressSubject = "Su código para su nueva dirección en {0}",
        NewAddressText = "este código confirma que su cuenta en {0} debe tener esta dirección de correo:",
        OldAddressSubject = "Su dirección en {0} está a punto de cambiar",
        OldAddressText = "este código confirma que su cuenta en {0} debe tener otra dirección de correo:",
        AddressIgnore = "Si no fue usted, no dé el código a nadie.",
        AddressChangedSubject = "Su dirección en {0} ha cambiado",
        AddressChangedText = "La dirección de correo de su cuenta {1} en {0} acaba de cambiar.",

        NotMe = "No fui yo",
        NotMeMail = "Si no fue usted: este enlace cierra todas las sesiones y usted elige una contraseña nueva. Vale siete días.",
        NotMeMailDay = "Si no fue usted: este enlace cierra todas las sesiones y usted elige una contraseña nueva. Vale 24 horas.",
        NotMeTitle = "¿No fue usted?",
        NotMeMeans = "Se cierra la sesión en cada navegador y aplicación, su contraseña deja de valer y usted elige una nueva.",
        NotMeAddress = "Su dirección de correo vuelve a ser {0}.",
        NotMeEnd = "Terminar todo",

        NewDeviceSubject = "Un dispositivo nuevo ha entrado en su cuenta de {0}",
        NewDeviceText = "Se acaba de iniciar sesión en su cuenta {1} de {0} con un dispositivo no visto antes: {2}.",

        PhoneSignIn = "Iniciar sesión con el teléfono",
        PhoneText = "Apunte la cámara de su teléfono a esta imagen. El teléfono le pedirá este número:",
        PhoneQr = "Imagen para escanear con un teléfono",
        PhoneOpen = "O abra esta dirección en el teléfono:",
        PhoneWaiting = "Esperando a su teléfono. Esta página sigue por sí sola.",
        PhoneCheck = "Comprobar ahora",
        PhoneOver = "Ha tardado demasiado o se ha rechazado en el teléfono.",
        OtherTitle = "¿Iniciar sesión en otro dispositivo?",
        OtherText = "Otro dispositivo quiere entrar como {0}. Continúe solo si lo ha pedido usted y tiene ese dispositivo delante.",
        OtherNumber = "Número del otro dispositivo",
        OtherWrong = "Ese no es el número que muestra. Empiece de nuevo en el otro dispositivo.",

        RecoveryTitle = "Códigos de recuperación",
        RecoveryText = "Cada uno confirma una vez que es usted cuando no tiene otra cosa a mano.",
        RecoveryOnce = "Anótelos o imprímalos: solo se muestran esta vez.",
        RecoveryMake = "Crear códigos de recuperación",
        RecoveryLeft = "Códigos restantes: {0}",
        RecoveryReplaces = "Los códigos anteriores ya no funcionan.",
        RecoveryUse = "Usar un código de recuperación",
        RecoveryLead = "Escriba uno de los códigos de recuperación que guardó.",
    };
}
