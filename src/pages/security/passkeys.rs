//! The passkeys of the account: add, rename, remove.

use leptos::{prelude::*, task::spawn_local};
use salus_protocol::{
    activation::NewPasskey,
    endpoint::Nothing,
    security::{
        FinishAddPasskey, Passkey, PasskeyPlace, PasskeyRename, Place, RemovePasskey, RenamePasskey, Security,
        StartAddPasskey,
    },
    words::PasskeyName,
};

use super::sessions::device_words;
use crate::{
    browser::{announcer::use_announcer, clock, focus, passkeys},
    client::{Remote, use_client},
    components::{
        Button, ButtonKind, Chip, Dialog, Form, IconName, Notice, NoticeKind, Row, RowList, SubmitButton, TextField,
        Tone,
    },
    sentences,
    shared::{
        form::{FormState, keep},
        proof::Prover,
    },
    text,
};

/// The list, and the ways to change it. After a change the focus goes to its first line, because the button that was pressed
/// is drawn anew.
pub(super) fn draw(shown: Security, security: Remote<Security>, prover: Prover) -> AnyView {
    // The last way in cannot be removed; the server says so as well.
    let app = shown.totp.is_some();
    let other_ways = shown.recovery_codes_left > 0 || app;
    let known = shown.known;
    spawn_local(async move { passkeys::tell_known(&known).await });
    let passkeys = shown.passkeys;
    let adding = RwSignal::new(false);
    let renaming = RwSignal::new(None::<Passkey>);
    let removing = RwSignal::new(None::<Passkey>);
    // One that is suspended opens nothing: it is no way in, and can always go.
    let active = passkeys.iter().filter(|passkey| !passkey.suspended).count();
    let none = passkeys.is_empty();
    let row = |passkey: Passkey| {
        let last = active == 1 && !passkey.suspended && !other_ways;
        draw_row(passkey, last, renaming, removing)
    };
    let rows = passkeys.into_iter().map(row).collect_view();
    let words = match (active, app) {
        (0, false) => text!(security.passkeys_none),
        (0, true) => text!(security.passkeys_none_app),
        (_, false) => text!(security.passkeys_text),
        (_, true) => text!(security.passkeys_text_app),
    };
    view! {
        <p class="soft" id="passkeys" tabindex="-1">{words}</p>
        {(!none).then(|| view! { <RowList label=text!(security.passkeys_title)>{rows}</RowList> })}
        {(active == 1)
            .then(|| {
                view! {
                    <Notice kind=NoticeKind::Info title=text!(security.nudge_title)>
                        {text!(security.nudge_text)}
                    </Notice>
                }
            })}
        <div class="actions">
            <Button kind=ButtonKind::Quiet icon=IconName::Plus on_press=move |()| adding.set(true)>
                {text!(security.add)}
            </Button>
        </div>
        <AddDialog open=adding security prover />
        <RenameDialog passkey=renaming security />
        <RemoveDialog passkey=removing security prover />
    }
    .into_any()
}

fn draw_row(
    passkey: Passkey,
    last: bool,
    renaming: RwSignal<Option<Passkey>>,
    removing: RwSignal<Option<Passkey>>,
) -> AnyView {
    let added = clock::moment_day(passkey.added_at);
    let used = passkey.last_used_at.map(clock::moment_day);
    let device = passkey.last_used_on.as_ref().map(device_words);
    let used = match (used, device) {
        (Some(used), Some(device)) => text!(security.last_used_on, date = used.as_str(), device = device.as_str()),
        (Some(used), None) => text!(security.last_used, date = used.as_str()),
        (None, _) => text!(security.never_used).to_owned(),
    };
    let provider = passkey.provider.as_deref().map(|provider| text!(security.kept_by, provider = provider));
    let suspended = passkey.suspended.then(|| text!(security.suspended_text).to_owned());
    let text = [provider, Some(text!(security.added, date = added.as_str())), Some(used), suspended];
    let text = text.into_iter().flatten().collect::<Vec<_>>().join(" ");
    let synced = if passkey.synced { text!(security.synced) } else { text!(security.this_device) };
    let rename_label = text!(security.rename_of, name = passkey.name.as_str());
    let remove_label = text!(security.remove_of, name = passkey.name.as_str());
    let (for_rename, for_remove) = (passkey.clone(), passkey.clone());
    view! {
        <Row icon=IconName::Key title=passkey.name text=text>
            {passkey.suspended.then(|| view! { <Chip text=text!(security.suspended) kind=Tone::Watch /> })}
            <Chip text=synced kind=Tone::Plain />
            <span class="row-actions">
                <Button kind=ButtonKind::Plain on_press=move |()| renaming.set(Some(for_rename.clone()))>
                    <span aria-hidden="true">{text!(security.rename)}</span>
                    <span class="visually-hidden">{rename_label}</span>
                </Button>
                <Button
                    kind=ButtonKind::Plain
                    on_press=move |()| removing.set(Some(for_remove.clone()))
                    disabled_reason=last.then(|| text!(security.remove_last).to_owned())
                >
                    <span aria-hidden="true">{text!(security.remove)}</span>
                    <span class="visually-hidden">{remove_label}</span>
                </Button>
            </span>
        </Row>
    }
    .into_any()
}

/// One more passkey: a fresh proof, then the device's own dialog.
#[component]
fn AddDialog(open: RwSignal<bool>, security: Remote<Security>, prover: Prover) -> impl IntoView {
    let client = use_client();
    let announcer = use_announcer();
    let form = FormState::new();
    let name = RwSignal::new(String::new());
    Effect::new(move || {
        open.track();
        form.refuse(Vec::new());
    });
    let add = move |place: Place| {
        let mut problems = Vec::new();
        let word =
            keep(&mut problems, "add-name", text!(security.add_name_what), PasskeyName::parse(&name.read_untracked()));
        let Some(word) = word else { return form.refuse(problems) };
        form.send(async move {
            let options = match prover.call(&StartAddPasskey {}, &PasskeyPlace { place }).await {
                Ok(Some(options)) => options,
                Ok(None) => return,
                Err(error) => return form.fail(sentences::of(&error)),
            };
            let credential = match passkeys::create(&options).await {
                Ok(credential) => credential,
                Err(error) => return form.fail(sentences::passkey(error)),
            };
            match client.call(&FinishAddPasskey {}, &NewPasskey { credential, name: word }).await {
                Ok(newer) => {
                    announcer.say(text!(security.added_done));
                    name.try_set(String::new());
                    open.try_set(false);
                    security.set(newer);
                    request_animation_frame(|| {
                        focus::to("passkeys");
                    });
                }
                Err(error) => form.fail(sentences::of(&error)),
            }
        });
    };
    let waiting = form.busy();
    view! {
        <Dialog open title=text!(security.add_title) close_text=text!(common.close)>
            <p>{text!(security.add_text)}</p>
            <Form on_submit=move |()| add(Place::ThisDevice)>
                {form.draw()}
                <TextField
                    label=text!(security.add_name)
                    hint=text!(security.add_name_hint)
                    value=name
                    id="add-name"
                    error=form.error("add-name")
                /> {move || waiting.get().then(|| view! { <Notice>{text!(security.add_waiting)}</Notice> })}
                <SubmitButton wide=true icon=IconName::Device busy=waiting busy_text=text!(common.working)>
                    {text!(security.add_here)}
                </SubmitButton>
                <Button
                    wide=true
                    kind=ButtonKind::Quiet
                    icon=IconName::Key
                    on_press=move |()| add(Place::SecurityKey)
                    busy=waiting
                    busy_text=text!(common.working)
                >
                    {text!(security.add_key)}
                </Button>
                <Button kind=ButtonKind::Plain on_press=move |()| open.set(false)>
                    {text!(common.cancel)}
                </Button>
            </Form>
        </Dialog>
    }
}

/// Opens and closes together with the passkey it is about.
fn open_with(passkey: RwSignal<Option<Passkey>>) -> RwSignal<bool> {
    let open = RwSignal::new(false);
    Effect::new(move || open.set(passkey.with(Option::is_some)));
    Effect::watch(
        move || open.get(),
        move |open, before, _| {
            if !open && before.copied().unwrap_or_default() {
                passkey.set(None);
            }
        },
        false,
    );
    open
}

/// Another name.
#[component]
fn RenameDialog(passkey: RwSignal<Option<Passkey>>, security: Remote<Security>) -> impl IntoView {
    let client = use_client();
    let announcer = use_announcer();
    let form = FormState::new();
    let open = open_with(passkey);
    let name = RwSignal::new(String::new());
    Effect::new(move || {
        form.refuse(Vec::new());
        name.set(passkey.with(|passkey| passkey.as_ref().map(|passkey| passkey.name.clone()).unwrap_or_default()));
    });
    let submit = move |()| {
        let Some(Passkey { id, .. }) = passkey.get_untracked() else { return };
        let mut problems = Vec::new();
        let word = keep(
            &mut problems,
            "rename-name",
            text!(security.add_name_what),
            PasskeyName::parse(&name.read_untracked()),
        );
        let Some(name) = word else {
            form.refuse(problems);
            return;
        };
        form.send(async move {
            match client.call(&RenamePasskey { passkey_id: id }, &PasskeyRename { name }).await {
                Ok(newer) => {
                    announcer.say(text!(security.renamed_done));
                    open.try_set(false);
                    security.set(newer);
                    request_animation_frame(|| {
                        focus::to("passkeys");
                    });
                }
                Err(error) => form.fail(sentences::of(&error)),
            }
        });
    };
    view! {
        <Dialog open title=text!(security.rename_title) close_text=text!(common.close)>
            <Form on_submit=submit>
                {form.draw()}
                <TextField
                    label=text!(security.add_name)
                    value=name
                    id="rename-name"
                    error=form.error("rename-name")
                />
                <div class="actions">
                    <SubmitButton busy=form.busy() busy_text=text!(common.working)>
                        {text!(common.save)}
                    </SubmitButton>
                    <Button kind=ButtonKind::Plain on_press=move |()| open.set(false)>
                        {text!(common.cancel)}
                    </Button>
                </div>
            </Form>
        </Dialog>
    }
}

/// Away with it, after a fresh proof.
#[component]
fn RemoveDialog(passkey: RwSignal<Option<Passkey>>, security: Remote<Security>, prover: Prover) -> impl IntoView {
    let announcer = use_announcer();
    let form = FormState::new();
    let open = open_with(passkey);
    Effect::new(move || {
        passkey.track();
        form.refuse(Vec::new());
    });
    let title = Signal::derive(move || {
        let name = passkey.with(|passkey| passkey.as_ref().map(|passkey| passkey.name.clone()).unwrap_or_default());
        text!(security.remove_title, name = name.as_str())
    });
    let submit = move |()| {
        let Some(Passkey { id, .. }) = passkey.get_untracked() else { return };
        form.send(async move {
            match prover.call(&RemovePasskey { passkey_id: id }, &Nothing {}).await {
                Ok(None) => {}
                Ok(Some(newer)) => {
                    announcer.say(text!(security.removed_done));
                    open.try_set(false);
                    security.set(newer);
                    request_animation_frame(|| {
                        focus::to("passkeys");
                    });
                }
                Err(error) => form.fail(sentences::of(&error)),
            }
        });
    };
    view! {
        <Dialog open title close_text=text!(common.close)>
            <Notice kind=NoticeKind::Watch>{text!(security.remove_text)}</Notice>
            <Form on_submit=submit>
                {form.draw()}
                <div class="actions">
                    <SubmitButton kind=ButtonKind::Danger busy=form.busy() busy_text=text!(common.working)>
                        {text!(security.remove_confirm)}
                    </SubmitButton>
                    <Button kind=ButtonKind::Plain on_press=move |()| open.set(false)>
                        {text!(common.cancel)}
                    </Button>
                </div>
            </Form>
        </Dialog>
    }
}
