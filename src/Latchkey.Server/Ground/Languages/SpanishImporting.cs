namespace Latchkey.Server.Ground.Languages;

internal static class SpanishImporting
{
    public static readonly ImportingTexts Texts = ImportingTexts.English with
    {
        Import = "Importar personas",
        ImportLead =
            "Desde un archivo CSV, como lo guardan las hojas de cálculo y otros directorios. No ocurre nada hasta que haya visto qué "
            + "pasaría.",
        ChooseFile = "Elija un archivo",
        File = "Archivo CSV",
        FileHint = "UTF-8; la primera línea nombra las columnas. Como máximo 10.000 líneas y 3 MB.",
        NameOfImport = "Cómo llamar a esta importación",
        Example = "Un ejemplo",
        Upload = "Subir y revisar",
        Earlier = "Importaciones",
        EarlierMeans = "Se guardan una semana.",
        Lines = "Líneas",
        Refused = "Rechazadas",
        IsDraft = "Por revisar",
        IsRunning = "En curso",
        IsDone = "Terminada",

        LinesInFile = "Líneas en el archivo: {0}",
        Mapping = "Columnas",
        MappingMeans = "A qué atributo va cada columna del archivo.",
        LeftOut = "Omitir",
        WhoIsThere = "Personas que ya existen",
        KeepThem = "Dejarlas como están",
        UpdateThem = "Darles lo que dice el archivo",
        UpdateThemMeans = "Una celda vacía no cambia nada.",
        WhoIsNew = "Personas nuevas",
        InviteThem = "Invitar por correo",
        InviteThemMeans = "Cada una recibe un enlace para elegir contraseña.",
        ActivateLater = "Activar después",
        ActivateLaterMeans = "Están en el directorio y aún no pueden iniciar sesión.",
        ShowPreview = "Ver vista previa",
        Preview = "Vista previa",
        WouldBeRefused = "Se rechazarían: {0}",
        LinesRefused = "Líneas rechazadas",
        LineNumber = "Línea",
        Line = "Línea {0}:",
        IsThere = "Ya existe",
        IsNew = "Nueva",
        StartImport = "Iniciar la importación",
        UnderWay = "La importación está en curso",
        Result = "Qué resultó",
        SoFar = "{0} de {1}",
        WereCreated = "Creadas",
        WereChanged = "Modificadas",
        WereSame = "Sin cambios",
        ReportMeans = "Descargue el archivo, corríjalo y súbalo otra vez: quien ya existe queda como está.",
    };
}
