namespace Latchkey.Server.Ground.Languages;

internal static class SpanishSeveralBrands
{
    public static readonly SeveralBrandsTexts Texts = new()
    {
        AllBrands = "Marcas",
        AllBrandsLead = "Cada una tiene su aspecto, sus páginas y sus correos. Una aplicación o un dominio muestra una de ellas o, si no, la predeterminada.",
        AddBrand = "Añadir una marca",
        DefaultBrand = "Predeterminada",
        DeleteBrand = "Eliminar esta marca",
        DeleteBrandMeans = "Se eliminan sus imágenes, páginas y correos. Las aplicaciones que la muestran vuelven a mostrar la primera.",
        Domains = "Dominios",
        DomainsLead = "Direcciones propias que muestran esta marca. Cada una se demuestra con un registro de su DNS.",
        Domain = "Dominio",
        DomainHint = "Un nombre cuyo DNS usted administra, como login.example.com.",
        AddDomain = "Añadir un dominio",
        RecordHint = "Cree este registro TXT y luego verifíquelo. Dirija el nombre a su proxy, que necesita un certificado para él.",
        RecordName = "Nombre del registro",
        RecordText = "Texto del registro",
        Verify = "Verificar",
        NotProven = "El DNS aún no lo dice. Un registro nuevo puede tardar minutos en verse.",
        InUse = "En uso",
        Waiting = "A la espera de su registro",
        DeleteDomain = "Eliminar este dominio",
        DeleteDomainMeans = "Quien llegue a esta dirección no encontrará nada, y los tokens de su emisor no se aceptan.",
        AppBrand = "Marca",
        AppBrandHint = "Lo que ven las personas al iniciar sesión en esta aplicación.",
    };
}
