namespace Latchkey.Server.Ground.Languages;

internal static class SpanishDevices
{
    public static readonly DevicesTexts Texts = DevicesTexts.English with
    {
        Title = "Dispositivos para llaves de acceso",
        Lead = "Lo que FIDO dice de los dispositivos que guardan llaves de acceso: cómo se llaman, hasta qué punto están certificados y cuáles se revocaron.",
        File = "El archivo de FIDO",
        NoFile = "Todavía no se ha traído ningún archivo",
        NoFileMeans = "Los dispositivos no tienen nombre y no se puede exigir de qué están hechos. Tome el archivo de FIDO y tráigalo aquí.",
        Number = "Número",
        Models = "Modelos",
        Revoked = "Revocados",
        Next = "Uno más nuevo desde el",
        Overdue = "Hay un archivo más nuevo desde el {0}. Puede que conozca más revocaciones.",
        Bring = "Traer un archivo",
        BringHint = "Tal como lo entrega https://mds3.fidoalliance.org. Se comprueba la firma de FIDO y se rechaza un archivo más antiguo.",
        BroughtElsewhere = "Todas las organizaciones de este servidor comparten el archivo. Lo trae la consola de la primera o quien administra el servidor.",
        NotTaken = "Este archivo no está firmado por FIDO, o se cambió por el camino.",
        Older = "Ya se trajo un archivo más nuevo. No se cambió nada.",
        Asked = "Qué se exige a los dispositivos",
        AskedMeans = "Según los ajustes del método de llaves de acceso; qué grupos de modelos puede usar cada persona lo dicen las directivas de inscripción.",
        AsksNothing = "Nada: se acepta cualquier dispositivo del que FIDO no advierta.",
        Model = "Modelo",
        Certified = "Certificado",
        NotCertified = "Sin certificar",
        InHardware = "Claves en hardware",
        Own = "Propio",
        Takes = "Aceptado",
        Refuses = "No aceptado",
        Weak = "No es de confianza",
        SearchModels = "Nombre o AAGUID",
        More = "{0} más: búsquelos por su nombre.",
    };
}
