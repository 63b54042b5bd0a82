using Latchkey.Native.OpenId;
using Latchkey.Protocol;

namespace Latchkey.Native;

/// <summary>What an API wants before it answers: a person who proved themselves better, or more recently. RFC 9470 §3.</summary>
public sealed class StepUpChallenge
{
    private StepUpChallenge(IReadOnlyList<string> acrValues, TimeSpan? maxAge, string? description, Uri? address) =>
        (AcrValues, MaxAge, Description, Address) = (acrValues, maxAge, description, address);

    /// <summary>The assurance wanted, best first (<c>acr_values</c>); empty when only the age counts.</summary>
    public IReadOnlyList<string> AcrValues { get; }

    /// <summary>How long ago the person may have proved themselves at most (<c>max_age</c>).</summary>
    public TimeSpan? MaxAge { get; }

    /// <summary>Why, in the words of the API, for a developer.</summary>
    public string? Description { get; }

    /// <summary>The address that was asked for.</summary>
    public Uri? Address { get; }

    /// <summary>A policy for <see cref="LatchkeyOptions.OnStepUp"/>: the browser opens at once.</summary>
    public static Func<StepUpChallenge, CancellationToken, Task<bool>> SignInAtOnce { get; } = static (_, _) => Task.FromResult(true);

    internal static StepUpChallenge? In(HttpResponseMessage answer)
    {
        if (answer.StatusCode != System.Net.HttpStatusCode.Unauthorized) return null;
        foreach (var challenge in answer.Headers.WwwAuthenticate)
        {
            if (!challenge.Scheme.Equals("Bearer", StringComparison.OrdinalIgnoreCase) && !challenge.Scheme.Equals("DPoP", StringComparison.OrdinalIgnoreCase))
                continue;
            var values = ChallengeParameters.Read(challenge.Parameter);
            if (values.GetValueOrDefault(Parameter.Error) != OAuthError.InsufficientUserAuthentication) continue;
            TimeSpan? age =
                int.TryParse(values.GetValueOrDefault(Parameter.MaxAge), System.Globalization.NumberStyles.None,
                System.Globalization.CultureInfo.InvariantCulture, out var seconds) ? TimeSpan.FromSeconds(seconds) : null;
            string[] wanted = values.GetValueOrDefault(Parameter.AcrValues)?.Split(' ', StringSplitOptions.RemoveEmptyEntries) ?? [];
            return new(wanted, age, values.GetValueOrDefault(Parameter.ErrorDescription), answer.RequestMessage?.RequestUri);
        }
        return null;
    }
}
