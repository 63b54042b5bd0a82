using Latchkey.Testing;

namespace Latchkey.Server.Tests.Kit;

public static class Answers
{
    public static void ShouldBeRefused(this TestAnswer answer, string error, string? description = null, int status = 400)
    {
        answer["error"].ShouldBe(error, answer.Text);
        if (description is not null) answer["error_description"].ShouldBe(description);
        ((int)answer.Status).ShouldBe(status);
    }
}
