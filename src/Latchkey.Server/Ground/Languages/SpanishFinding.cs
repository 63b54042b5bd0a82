namespace Latchkey.Server.Ground.Languages;

internal static class SpanishFinding
{
    public static readonly FindingTexts Texts = FindingTexts.English with
    {
        Find = "Buscar aplicaciones, personas, grupos",
        FindWhat = "Nombre, correo o ID",
        FindHint = "Pruebe el principio de un nombre, o pegue un ID: lleva allí de inmediato.",
        Keyboard = "Atajos de teclado",
        KeyboardLead = "Todas las páginas funcionan con Tab y Entrar. Estos son caminos más cortos.",
        KeySearch = "Buscar en todas partes",
        KeyThis = "Este resumen",
        KeyClose = "Cerrar lo que está abierto",
        KeysOff = "Desactivar estas teclas en este navegador",
        KeysOffMeans = "Para la entrada por voz, y para manos que tocan teclas sin querer.",
        StepsLead = "Tres pasos, y alguien habrá iniciado sesión en una aplicación suya.",
        StepPerson = "Añadir una persona",
        StepPersonText = "Alguien que inicie sesión: un colega, o una segunda cuenta suya para probar cosas.",
        StepSignIn = "Iniciar sesión en la aplicación",
        StepSignInText = "Su inicio rápido tiene la configuración para su plataforma, con sus propios valores.",
        OpenQuickStart = "Abrir inicio rápido",
        Done = "Hecho",
    };
}
