namespace Latchkey.Server.Ground.Languages;

internal static class KoreanMailed
{
    public static readonly MailedTexts Texts = MailedTexts.English with
    {
        RecoveryCode = "{0} 계정에 다시 들어가기 위한 코드입니다:",
        UnlockSubject = "{0} 계정 잠금 해제",
        UnlockText = "{0}의 계정 {1}이(가) 잠겨 있습니다. 이 링크로 잠금을 해제합니다:",
        UnlockButton = "계정 잠금 해제",
        UnlockMeans = "비밀번호는 그대로이며, 이것으로 로그인되지는 않습니다.",
        Unlocked = "계정 잠금이 해제되었습니다.",
        SignUpSubject = "{0} 계정 만들기를 마치세요",
        SignUpText = "이 링크로 {0} 계정 만들기를 마칩니다. 페이지에서 방금 정한 비밀번호를 묻습니다.",
        SignUpPassword = "이것으로 계정이 완성됩니다. 계정에 정한 비밀번호를 입력하세요.",
        SignUpWrong = "정하신 비밀번호가 아닙니다. 다섯 번 틀리면 처음부터 다시 시작하세요.",
        SignUpReady = "계정이 준비되었습니다.",
        LockedOut = "잘못된 비밀번호가 너무 많아 이 계정이 잠겼습니다.",
        AnswerWrong = "답이 아닙니다. 하루에 다섯 번 틀리면 내일 다시 시도하세요.",
        LinkToo = "또는 여기나 다른 기기에서 이 링크를 여세요:",
        LinkButton = "예, 접니다",
        LinkTitle = "직접 시작하셨나요?",
        LinkText = "{0}의 메일을 읽을 수 있음을 나타냅니다. 방금 직접 시작한 경우에만 계속하세요.",
        LinkNumber = "시작한 페이지에 표시된 숫자",
        LinkWrong = "숫자가 다릅니다. 시작한 곳에서 새 메일을 요청하세요.",
        LinkWaiting = "메일의 링크를 열어도 됩니다. 다른 브라우저에서는 이 숫자를 묻습니다:",
        LinkCheck = "링크를 열었습니다",
        LinkOpened = "링크가 열렸습니다.",
        FirstUse = "메일로 코드 받기",
        FirstSent = "{0} 계정이 있으면 8자리 코드가 담긴 메일을 보냈습니다.",
        FirstPassword = "비밀번호 사용",
        AdminLocked = "{1}의 계정 {0}이(가) 잠겼습니다",
        AdminReported = "{0} 님이 {1} 계정의 변경을 본인이 하지 않았다고 알렸습니다",
        AdminDeactivated = "{1}의 계정 {0}이(가) 비활성화되었습니다",
        AdminWhy = "귀하는 {0}의 관리자이며 이 알림을 요청했습니다.",
        AdminOpen = "콘솔에서 열기",
    };
}
