namespace Latchkey.Server.Ground.Languages;

internal static class SpanishAccount
{
    public static readonly AccountTexts Texts = AccountTexts.English with
    {
        Title = "Su cuenta",
        Profile = "Perfil",
        Name = "Nombre",
        Authenticators = "Formas de confirmar que es usted",
        Apps = "Aplicaciones con acceso",
        OwnApps = "Sus aplicaciones",
        OpenApp = "Abrir",
        Activity = "Inicios de sesión recientes",
        Data = "Sus datos",

        DisplayName = "Nombre para mostrar",
        NickName = "Apodo",
        MobilePhone = "Teléfono móvil",
        Language = "Idioma",
        LanguageOfBrowser = "El idioma del navegador",
        ProfileOfOrg = "De su perfil se encarga su organización.",
        ProfileInvalid = "No se puede guardar: un dato es demasiado largo o contiene caracteres no permitidos.",
        Save = "Guardar",
        Saved = "Guardado.",

        ChangePassword = "Cambiar la contraseña",
        LastChanged = "Último cambio",
        OldPassword = "Contraseña actual",
        PasswordTooSoon = "Cambió su contraseña hace poco. Inténtelo más tarde.",
        PasswordNotYours = "Su organización no le permite cambiar su contraseña aquí.",
        OldPasswordWrong = "Esa no es su contraseña actual.",
        PasswordMeans = "En este navegador la sesión sigue abierta. En todos los demás navegadores y aplicaciones habrá que iniciarla de nuevo.",
        PasswordChanged = "Su contraseña ha cambiado y todas las demás sesiones se han cerrado.",

        PasswordAlone = "Inicia sesión solo con su contraseña.",
        Added = "Añadido",
        Change = "Cambiar",
        Remove = "Quitar",
        RemoveMeans = "Dejará de confirmar que es usted. Se lo comunicaremos por correo.",
        Removed = "Quitado.",
        SetUp = "Configurar",
        IsSetUp = "Configurado.",
        NameInvalid = "Introduzca un nombre de 50 caracteres como máximo.",

        NoApps = "Ninguna aplicación tiene acceso a su cuenta.",
        RemoveAccess = "Quitar el acceso",
        AccessRemoved = "La aplicación ya no tiene acceso.",

        NoActivity = "Todavía no hay inicios de sesión.",
        Refused = "Rechazado",
        ActivityHelp = "¿Hay algo que no reconoce? Cambie su contraseña.",

        DataText = "Todo lo que esta organización guarda sobre usted, en un archivo JSON.",
        Download = "Descargar mis datos",
        Delete = "Eliminar mi cuenta",
        DeleteTitle = "¿Eliminar su cuenta?",
        DeleteText = "Todo lo suyo desaparece de inmediato y para siempre: su perfil, sus sesiones y lo que cada aplicación puede hacer por usted.",
        DeleteType = "Para confirmarlo, escriba {0}",
        DeleteMismatch = "No es lo mismo.",
        DeleteForGood = "Eliminar para siempre",
        Deleted = "Su cuenta se ha eliminado",
        DeletedText = "Se ha cerrado su sesión en todas partes.",

        DeletedSubject = "Se ha eliminado su cuenta en {0}",
        DeletedMail = "Su cuenta {1} en {0} acaba de eliminarse, tal como se pidió en su página de cuenta.",
    };
}
