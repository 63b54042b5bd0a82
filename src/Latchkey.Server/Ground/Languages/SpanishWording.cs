namespace Latchkey.Server.Ground.Languages;

internal static class SpanishWording
{
    public static readonly WordingTexts Texts = new()
    {
        Emails = "Correos",
        MailsLead = "Lo que dicen los correos de esta organización, en cada idioma.",
        Yours = "Sus palabras",
        Ours = "Nuestras palabras",
        MailLanguage = "Idioma",
        Subject = "Asunto",
        Body = "Texto",
        BodyHint = "HTML, con las variables de abajo. Debe contener lo que las personas necesitan para continuar.",
        Variables = "Variables",
        ForOthers = "Para todas las personas cuyo idioma no tiene palabras aquí",
        AddLanguage = "Añadir un idioma",
        ResetMail = "Volver a nuestras palabras",
        ResetMailMeans = "Sus palabras para este correo se eliminan en todos los idiomas y las personas reciben de nuevo las nuestras.",
        DeleteWords = "Eliminar estas palabras",
        DeleteWordsMeans = "Quien habla este idioma recibe las palabras para todos los demás, o las nuestras.",
        AsText = "Como texto",
        SendTest = "Enviarme una prueba",
        SendTestHint = "Se envía a {0}, tal como está guardado. Sus enlaces y códigos no abren nada.",
        Recipients = "Quién lo recibe",
        RecipientsHint = "Un correo que alguien espera va a todas las personas.",
        Everybody = "Todas las personas",
        AdministratorsOnly = "Solo administradores",
        Nobody = "Nadie",
        Languages = "Idiomas",
        LanguagesLead = "Lo que hablan las páginas y los correos cuando pueden elegir.",
        DefaultLanguage = "Idioma predeterminado",
        DefaultHint = "Para las personas cuya aplicación, perfil y navegador no indican ninguno de los ofrecidos.",
        Offered = "Idiomas ofrecidos",
        OfferedHint = "Lo que no está marcado no se muestra a nadie, diga lo que diga su navegador.",
        Files = "Archivos well-known",
        FilesLead = "Lo que esta dirección dice de sus aplicaciones a teléfonos y navegadores. Las aplicaciones llenan los "
            + "archivos por sí mismas; lo demás se añade por API.",
        AndroidFile = "Android: aplicaciones que abren enlaces de esta dirección y usan sus claves de acceso",
        AppleFile = "Apple: aplicaciones que abren enlaces de esta dirección y usan sus contraseñas y claves de acceso",
        WebAuthnFile = "Navegadores: otros sitios donde pueden usarse las claves de acceso de esta dirección",
        AddedByYou = "Con lo añadido por API",
        OpenFile = "Abrir el archivo",
    };
}
