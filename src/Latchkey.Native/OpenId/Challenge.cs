using Latchkey.Protocol;

namespace Latchkey.Native.OpenId;

/// <summary>Reads the error out of a <c>WWW-Authenticate</c> challenge for a bearer or bound token. RFC 6750 §3, RFC 9449 §7.1.</summary>
internal static class Challenge
{
    public static string? ErrorIn(HttpResponseMessage answer)
    {
        foreach (var challenge in answer.Headers.WwwAuthenticate)
        {
            if (!challenge.Scheme.Equals("Bearer", StringComparison.OrdinalIgnoreCase) && !challenge.Scheme.Equals("DPoP", StringComparison.OrdinalIgnoreCase))
                continue;
            if (ChallengeParameters.Read(challenge.Parameter).GetValueOrDefault(Parameter.Error) is { } error) return error;
        }
        return null;
    }
}
