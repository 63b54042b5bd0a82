namespace Latchkey.Server.Core.Issuers;

internal abstract record PolicyOutcome
{
    private PolicyOutcome()
    {
    }

    public sealed record Allowed(AccessPolicy Policy, AccessPolicyRule Rule) : PolicyOutcome;

    /// <param name="Missing">What the nearest rule lacked.</param>
    /// <param name="Reason">As the outcome of a log event.</param>
    /// <param name="Detail">For the log: which policy and rule, and what was missing.</param>
    /// <param name="DeniedScopes">When only scopes were missing.</param>
    public sealed record Refused(Missing Missing, string Reason, string Detail, IReadOnlyList<string> DeniedScopes) : PolicyOutcome
    {
        /// <summary>What the client is told. Contract §2.2.</summary>
        public string Description => Missing == Missing.Scopes
            ? $"Some of the requested scopes were denied by the policy. Denied scopes: [{string.Join(", ", DeniedScopes)}]."
            : "Policy evaluation failed for this request, please check the policy configurations.";

        /// <summary>At the token endpoint.</summary>
        public int Status => Missing == Missing.Scopes ? 400 : 401;
    }
}
