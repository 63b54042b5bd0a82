using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Core.Authenticators;

/// <summary>What one request wants, in the order it prefers.</summary>
internal sealed record WantedAssurance(IReadOnlyList<string> Values, bool Required)
{
    public static readonly WantedAssurance Any = new([], Required: false);

    /// <summary>
    /// From <c>acr_values</c> and the <c>acr</c> member of the <c>claims</c> parameter (OpenID Connect Core §5.5.1.1), which
    /// comes first. Values that mean nothing here are passed over where the app only wished for them, and refused where it insists.
    /// </summary>
    public static WantedAssurance Of(IReadOnlyList<string> acrValues, IReadOnlyList<string>? claimed = null, bool essential = false)
    {
        // Essential without a value: whatever it was, the tokens must say so.
        if (essential && claimed is not { Count: > 0 }) claimed = acrValues.Any(Acr.IsKnown) ? acrValues : [Acr.OneFactor];
        var known = (claimed ?? []).Concat(essential ? [] : acrValues).Where(Acr.IsKnown).Distinct(StringComparer.Ordinal).ToArray();
        return new(known, Required: essential || known.Length > 0);
    }

    /// <summary>Of a request that a person answers elsewhere: RFC 9470 §4, CIBA Core §7.1.</summary>
    public static WantedAssurance Read(Parameters form) => Of(form.Words(Protocol.Parameter.AcrValues));

    /// <summary>Whether anything a person could do would meet it.</summary>
    /// <param name="hardwareIsKnown">A device could show that hardware keeps its keys.</param>
    public bool CanBeMet(bool hardwareIsKnown) => !Required || Values.Any(value => hardwareIsKnown || value != Acr.PhishingResistantHardware);
}
