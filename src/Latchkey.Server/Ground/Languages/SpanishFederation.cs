namespace Latchkey.Server.Ground.Languages;

internal static class SpanishFederation
{
    public static readonly FederationTexts Texts = new()
    {
        SignInWith = "Iniciar sesión con {0}",
        Failed = "No se pudo usar la respuesta del otro proveedor. Inténtelo de nuevo o inicie sesión de otra manera.",
        Refused = "No ha iniciado sesión allí. Inténtelo de nuevo o inicie sesión de otra manera.",
        Unknown = "Ninguna cuenta de aquí corresponde a esa. Inicie sesión de otra manera o pregunte a su administrador.",
        Away = "No se puede contactar ahora con el otro proveedor. Inténtelo de nuevo o inicie sesión de otra manera.",
    };
}
