namespace Latchkey.Server.Ground.Languages;

/// <summary>The words of an app on phones, and of trying one step by step.</summary>
public sealed partial record TryingTexts
{
    // The real flow, step by step
    public required string TryIt { get; init; }
    public required string Ask { get; init; }
    public required string AskMeans { get; init; }
    public required string OpenIt { get; init; }
    public required string Change { get; init; }
    public required string Answer { get; init; }
    public required string AnswerMeans { get; init; }
    public required string AddressOfAnswer { get; init; }
    public required string ReadIt { get; init; }
    public required string NoAnswer { get; init; }
    public required string OtherState { get; init; }
    public required string NoCode { get; init; }
    public required string Redeem { get; init; }
    public required string RedeemMeans { get; init; }
    public required string SecretMeans { get; init; }
    public required string SendIt { get; init; }
    public required string Tokens { get; init; }
    public required string TokensMean { get; init; }
    public required string AnswerOfServer { get; init; }
    public required string NoTokens { get; init; }
    public required string NotForThis { get; init; }
    public required string NotForThisMeans { get; init; }

    // An app on phones
    public required string Mobile { get; init; }
    public required string AndroidPrograms { get; init; }
    public required string AndroidHint { get; init; }
    public required string ApplePrograms { get; init; }
    public required string AppleHint { get; init; }
    public required string IsServed { get; init; }
    public required string NotServed { get; init; }
    public required string AskAsPhone { get; init; }
    public required string NotReached { get; init; }
}
