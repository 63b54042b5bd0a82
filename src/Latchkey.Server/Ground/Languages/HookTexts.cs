namespace Latchkey.Server.Ground.Languages;

/// <summary>Workflow in the console: event hooks and inline hooks.</summary>
public sealed partial record HookTexts
{
    public required string Workflow { get; init; }
    public required string EventHooks { get; init; }
    public required string EventHooksLead { get; init; }
    public required string AddEventHook { get; init; }
    public required string NoEventHooks { get; init; }
    public required string NoEventHooksMeans { get; init; }
    public required string InlineHooks { get; init; }
    public required string InlineHooksLead { get; init; }
    public required string AddInlineHook { get; init; }
    public required string NoInlineHooks { get; init; }
    public required string NoInlineHooksMeans { get; init; }
    public required string Settings { get; init; }
    public required string Address { get; init; }
    public required string AddressHint { get; init; }
    public required string CalledWithToken { get; init; }
    public required string AuthHeader { get; init; }
    public required string AuthHeaderHint { get; init; }
    public required string AuthSecret { get; init; }
    public required string AuthSecretHint { get; init; }
    public required string AuthSecretKept { get; init; }
    public required string OtherHeaders { get; init; }
    public required string OtherHeadersHint { get; init; }
    public required string Events { get; init; }
    public required string EventsHint { get; init; }
    public required string EventTypes { get; init; }
    public required string Verify { get; init; }
    public required string Verified { get; init; }
    public required string Unverified { get; init; }
    public required string VerifyMeans { get; init; }
    public required string Undelivered { get; init; }
    public required string UndeliveredLead { get; init; }
    public required string NothingUndelivered { get; init; }
    public required string Attempts { get; init; }
    public required string LastProblem { get; init; }
    public required string KeptUntil { get; init; }
    public required string SendAgain { get; init; }
    public required string SendAllAgain { get; init; }
    public required string AskedFor { get; init; }
    public required string AskedForTokens { get; init; }
    public required string AskedForPasswords { get; init; }
    public required string AskedForRegistration { get; init; }
    public required string ThreeSeconds { get; init; }
    public required string Preview { get; init; }
    public required string PreviewLead { get; init; }
    public required string PreviewBody { get; init; }
    public required string PreviewSend { get; init; }
    public required string PreviewAnswer { get; init; }
    public required string PreviewNothing { get; init; }
    public required string PreviewFailed { get; init; }
}
