namespace Latchkey.Server.Ground.Languages;

internal static class KoreanAccount
{
    public static readonly AccountTexts Texts = AccountTexts.English with
    {
        Title = "내 계정",
        Profile = "프로필",
        Name = "이름",
        Authenticators = "본인 확인 방법",
        Apps = "액세스 권한이 있는 앱",
        OwnApps = "내 앱",
        OpenApp = "열기",
        Activity = "최근 로그인",
        Data = "내 데이터",

        DisplayName = "표시 이름",
        NickName = "별명",
        MobilePhone = "휴대전화",
        Language = "언어",
        LanguageOfBrowser = "브라우저 언어",
        ProfileOfOrg = "프로필은 조직에서 관리합니다.",
        ProfileInvalid = "저장할 수 없습니다. 너무 길거나 허용되지 않는 문자가 포함된 항목이 있습니다.",
        Save = "저장",
        Saved = "저장되었습니다.",

        ChangePassword = "비밀번호 변경",
        LastChanged = "마지막 변경",
        OldPassword = "현재 비밀번호",
        PasswordTooSoon = "얼마 전에 비밀번호를 변경했습니다. 나중에 다시 시도하세요.",
        PasswordNotYours = "조직에서 여기서의 비밀번호 변경을 허용하지 않습니다.",
        OldPasswordWrong = "현재 비밀번호가 아닙니다.",
        PasswordMeans = "이 브라우저의 로그인은 유지됩니다. 다른 모든 브라우저와 앱에서는 다시 로그인해야 합니다.",
        PasswordChanged = "비밀번호가 변경되었고 다른 모든 곳에서 로그아웃되었습니다.",

        PasswordAlone = "비밀번호만으로 로그인합니다.",
        Added = "추가됨",
        Change = "변경",
        Remove = "제거",
        RemoveMeans = "더 이상 본인 확인에 사용되지 않습니다. 메일로 알려 드립니다.",
        Removed = "제거되었습니다.",
        SetUp = "설정",
        IsSetUp = "설정했습니다.",
        NameInvalid = "50자 이내의 이름을 입력하세요.",

        NoApps = "계정에 액세스할 수 있는 앱이 없습니다.",
        RemoveAccess = "액세스 권한 제거",
        AccessRemoved = "앱의 액세스 권한이 제거되었습니다.",

        NoActivity = "아직 로그인 기록이 없습니다.",
        Refused = "거부됨",
        ActivityHelp = "모르는 기록이 있나요? 비밀번호를 변경하세요.",

        DataText = "이 조직에서 보관하는 내 정보 전체를 JSON 파일로 제공합니다.",
        Download = "내 데이터 다운로드",
        Delete = "내 계정 삭제",
        DeleteTitle = "계정을 삭제할까요?",
        DeleteText = "프로필, 세션, 각 앱에 허용한 권한 등 내 모든 정보가 즉시 영구적으로 사라집니다.",
        DeleteType = "확인하려면 {0}을(를) 입력하세요",
        DeleteMismatch = "일치하지 않습니다.",
        DeleteForGood = "영구 삭제",
        Deleted = "계정이 삭제되었습니다",
        DeletedText = "모든 곳에서 로그아웃되었습니다.",

        DeletedSubject = "{0} 계정이 삭제되었습니다",
        DeletedMail = "계정 페이지의 요청에 따라 {0}의 {1} 계정이 방금 삭제되었습니다.",
    };
}
