namespace Latchkey.Server.Faces.Console.Securing.Kit;

/// <summary>The pages of Security &gt; API.</summary>
public enum ApiTab
{
    Servers,
    Tokens,
    Origins,
}
