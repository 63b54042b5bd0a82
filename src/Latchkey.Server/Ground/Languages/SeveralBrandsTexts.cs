namespace Latchkey.Server.Ground.Languages;

/// <summary>The words of the console's pages about several brands and the domains that show them.</summary>
public sealed partial record SeveralBrandsTexts
{
    public required string AllBrands { get; init; }
    public required string AllBrandsLead { get; init; }
    public required string AddBrand { get; init; }
    public required string DefaultBrand { get; init; }
    public required string DeleteBrand { get; init; }
    public required string DeleteBrandMeans { get; init; }
    public required string Domains { get; init; }
    public required string DomainsLead { get; init; }
    public required string Domain { get; init; }
    public required string DomainHint { get; init; }
    public required string AddDomain { get; init; }
    public required string RecordHint { get; init; }
    public required string RecordName { get; init; }
    public required string RecordText { get; init; }
    public required string Verify { get; init; }
    public required string NotProven { get; init; }
    public required string InUse { get; init; }
    public required string Waiting { get; init; }
    public required string DeleteDomain { get; init; }
    public required string DeleteDomainMeans { get; init; }
    public required string AppBrand { get; init; }
    public required string AppBrandHint { get; init; }
}
