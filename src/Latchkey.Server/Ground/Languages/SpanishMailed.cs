namespace Latchkey.Server.Ground.Languages;

internal static class SpanishMailed
{
    public static readonly MailedTexts Texts = MailedTexts.English with
    {
        RecoveryCode = "este es su código para volver a entrar en su cuenta de {0}:",
        UnlockSubject = "Desbloquea tu cuenta de {0}",
        UnlockText = "tu cuenta {1} de {0} está bloqueada. Este enlace la desbloquea:",
        UnlockButton = "Desbloquear la cuenta",
        UnlockMeans = "La contraseña sigue siendo la misma, y con esto no inicias sesión.",
        Unlocked = "Tu cuenta está desbloqueada.",
        SignUpSubject = "Termine de crear su cuenta en {0}",
        SignUpText = "Con este enlace termina de crear su cuenta en {0}. La página le pide la contraseña que acaba de elegir.",
        SignUpPassword = "Con esto se termina la cuenta. Escriba la contraseña que eligió para ella.",
        SignUpWrong = "Esa no es la contraseña que eligió. Después de cinco errores, empiece de nuevo.",
        SignUpReady = "Su cuenta está lista.",
        LockedOut = "Esta cuenta está bloqueada tras demasiadas contraseñas incorrectas.",
        AnswerWrong = "Esa no es la respuesta. Después de cinco errores en un día, inténtelo de nuevo mañana.",
        LinkToo = "O abre este enlace, aquí o en otro dispositivo:",
        LinkButton = "Sí, soy yo",
        LinkTitle = "¿Has empezado tú esto?",
        LinkText = "Esto dice que puedes leer el correo de {0}. Continúa solo si acabas de empezarlo tú.",
        LinkNumber = "Número de la página donde empezaste",
        LinkWrong = "Ese no es el número. Pide un correo nuevo donde empezaste.",
        LinkWaiting = "También puedes abrir el enlace del correo. En otro navegador te pedirá este número:",
        LinkCheck = "He abierto el enlace",
        LinkOpened = "Has abierto el enlace.",
        FirstUse = "Recibir un código por correo",
        FirstSent = "Si {0} tiene una cuenta aquí, va en camino un correo con un código de 8 cifras.",
        FirstPassword = "Usar la contraseña",
        AdminLocked = "La cuenta {0} de {1} se ha bloqueado",
        AdminReported = "{0} dice que un cambio de su cuenta de {1} no lo ha hecho su titular",
        AdminDeactivated = "La cuenta {0} de {1} se ha desactivado",
        AdminWhy = "Administras {0} y has pedido que se te avise de esto.",
        AdminOpen = "Abrir en la consola",
    };
}
