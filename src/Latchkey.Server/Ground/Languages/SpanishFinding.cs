namespace Latchkey.Server.Ground.Languages;

internal static class SpanishFinding
{
    public static readonly FindingTexts Texts = FindingTexts.English with
    {
        Find = "Buscar aplicaciones, personas y grupos",
        FindWhat = "Nombre, correo o ID",
        FindHint = "Pruebe con el comienzo de un nombre o pegue un ID: lleva allí directamente.",

        Keyboard = "Atajos de teclado",
        KeyboardLead = "Todas las páginas funcionan con Tab e Intro. Estos son caminos más cortos.",
        KeySearch = "Buscar en todas partes",
        KeyThis = "Este resumen",
        KeyClose = "Cerrar lo que esté abierto",
        KeysOff = "Desactivar estas teclas en este navegador",
        KeysOffMeans = "Para quienes dictan y para manos que tocan teclas sin querer.",

        StepsLead = "Tres pasos y alguien habrá iniciado sesión en una aplicación suya.",
        StepPerson = "Añadir una persona",
        StepPersonText = "Alguien que inicie sesión: un compañero de trabajo o una segunda cuenta suya para hacer pruebas.",
        StepSignIn = "Iniciar sesión en la aplicación",
        StepSignInText = "Su Inicio rápido tiene la configuración para su plataforma, con sus propios valores ya rellenados.",
        OpenQuickStart = "Abrir el Inicio rápido",
        Done = "Hecho",
    };
}
