namespace Latchkey.Server.Ground.Languages;

internal static class SpanishProvider
{
    public static readonly ProviderTexts Texts = new()
    {
        Providers = "Proveedores de identidad",
        Lead = "Dónde más puede iniciar sesión su gente: cada uno es un botón de la página de inicio de sesión.",
        Add = "Añadir proveedor de identidad",
        None = "No hay proveedores de identidad",
        NoneMeans = "La gente inicia sesión con lo que tiene aquí. Añada Google, Apple, Entra, otro Latchkey o cualquier proveedor OpenID.",
        Kind = "Tipo",
        NameHint = "El botón lleva este nombre.",
        Callback = "Adónde devuelven a la gente",
        CallbackHint = "Introduzca esta dirección en cada proveedor como URI de redirección.",
        Issuer = "Emisor",
        IssuerHint = "Su dirección tal como la indican sus tokens de identidad. Google y Apple tienen la suya; para Entra use la de su inquilino.",
        ClientId = "ID de cliente",
        ClientSecret = "Secreto de cliente",
        SecretKept = "Déjelo vacío para conservar el guardado.",
        ForApple = "Solo para Apple",
        TeamId = "ID de equipo",
        KeyId = "ID de clave",
        PrivateKey = "Clave privada",
        PrivateKeyHint = "El texto del archivo .p8.",
        WhoGetsIn = "Quién entra",
        Links = "Vincular cuentas que ya existen",
        LinksMeans = "Por una dirección de correo verificada por ambas partes. Los administradores se vinculan a mano.",
        Provisions = "Crear cuentas para gente nueva",
        ProvisionsMeans = "Si el proveedor ha verificado su dirección de correo.",
        Trusts = "Aceptar su segundo factor",
        TrustsMeans = "A quien dio uno allí no se le pide aquí.",
        Keeps = "Guardar sus tokens",
        KeepsMeans = "Sellados, para programas que llaman al proveedor en nombre de alguien.",
        EveryTenant = "Entra cualquiera que tenga una cuenta de este tipo. Use el emisor de su propio inquilino para que entre solo su gente.",
        NobodyNew = "No entra nadie que no haya venido antes: las cuentas ni se vinculan ni se crean.",
        DeleteMeans = "Quien no tenga aquí contraseña ni llave de acceso ya no podrá iniciar sesión. Las cuentas se quedan.",
        OtherOrg = "Otro Latchkey, u Okta",
        OtherOpenId = "Otro proveedor OpenID",
    };
}
