<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>NewsCounts</name>
    <message numerus="yes">
        <source>%n ticket(s) accepted</source>
        <translation>
            <numerusform>%n ticket accepted</numerusform>
            <numerusform>%n tickets accepted</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n reply(ies)</source>
        <translation>
            <numerusform>%n reply</numerusform>
            <numerusform>%n replies</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n change(s) of status</source>
        <translation>
            <numerusform>%n change of status</numerusform>
            <numerusform>%n changes of status</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n announcement(s)</source>
        <translation>
            <numerusform>%n announcement</numerusform>
            <numerusform>%n announcements</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n item(s) need(s) you</source>
        <translation>
            <numerusform>%n item needs you</numerusform>
            <numerusform>%n items need you</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n other(s)</source>
        <translation>
            <numerusform>%n other</numerusform>
            <numerusform>%n others</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n news while notices were quiet</source>
        <translation>
            <numerusform>%n piece of news while notices were quiet</numerusform>
            <numerusform>%n news while notices were quiet</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n news from the helpdesk</source>
        <translation>
            <numerusform>%n piece of news from the helpdesk</numerusform>
            <numerusform>%n pieces of news from the helpdesk</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n item(s) of yours that it no longer had go(es) out again.</source>
        <translation>
            <numerusform>%n item of yours that it no longer had is sent again.</numerusform>
            <numerusform>%n items of yours that it no longer had are sent again.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Plurals</name>
    <message numerus="yes">
        <source>%n min</source>
        <translation>
            <numerusform>%n min</numerusform>
            <numerusform>%n min</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n h</source>
        <translation>
            <numerusform>%n h</numerusform>
            <numerusform>%n h</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n minute(s) ago</source>
        <translation>
            <numerusform>%n minute ago</numerusform>
            <numerusform>%n minutes ago</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n hour(s) ago</source>
        <translation>
            <numerusform>%n hour ago</numerusform>
            <numerusform>%n hours ago</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>about %n minute(s) left</source>
        <translation>
            <numerusform>about %n minute left</numerusform>
            <numerusform>about %n minutes left</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>about %n hour(s) left</source>
        <translation>
            <numerusform>about %n hour left</numerusform>
            <numerusform>about %n hours left</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n item(s)</source>
        <translation>
            <numerusform>%n item</numerusform>
            <numerusform>%n items</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n file(s)</source>
        <translation>
            <numerusform>%n file</numerusform>
            <numerusform>%n files</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n ticket(s)</source>
        <translation>
            <numerusform>%n ticket</numerusform>
            <numerusform>%n tickets</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n open ticket(s)</source>
        <translation>
            <numerusform>%n open ticket</numerusform>
            <numerusform>%n open tickets</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n open</source>
        <translation>
            <numerusform>%n open</numerusform>
            <numerusform>%n open</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n item(s) need(s) you.</source>
        <translation>
            <numerusform>%n item needs you.</numerusform>
            <numerusform>%n items need you.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n item(s) on the way.</source>
        <translation>
            <numerusform>%n item on the way.</numerusform>
            <numerusform>%n items on the way.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n item(s) will be sent in a moment.</source>
        <translation>
            <numerusform>%n item will be sent in a moment.</numerusform>
            <numerusform>%n items will be sent in a moment.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n item(s) with large files wait(s): this connection is metered.</source>
        <translation>
            <numerusform>%n item with large files waits: this connection is metered.</numerusform>
            <numerusform>%n items with large files wait: this connection is metered.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n ticket(s) vanished from the helpdesk at once.</source>
        <translation>
            <numerusform>%n ticket vanished from the helpdesk at once.</numerusform>
            <numerusform>%n tickets vanished from the helpdesk at once.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n item(s) will be sent by itself/themselves.</source>
        <translation>
            <numerusform>%n item will be sent by itself.</numerusform>
            <numerusform>%n items will be sent by themselves.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Show %n earlier message(s)</source>
        <translation>
            <numerusform>Show %n earlier message</numerusform>
            <numerusform>Show %n earlier messages</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n unread</source>
        <translation>
            <numerusform>%n unread</numerusform>
            <numerusform>%n unread</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n unread</source>
        <comment>announcements</comment>
        <translation>
            <numerusform>%n unread</numerusform>
            <numerusform>%n unread</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>and %n more</numerusform>
            <numerusform>and %n more</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Throw away %n unsent item(s)</source>
        <translation>
            <numerusform>Throw away %n unsent item</numerusform>
            <numerusform>Throw away %n unsent items</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n not sent</source>
        <translation>
            <numerusform>%n not sent</numerusform>
            <numerusform>%n not sent</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n need(s) you</source>
        <translation>
            <numerusform>%n needs you</numerusform>
            <numerusform>%n need you</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n change(s) came from a copy and wait(s) for your word in the outbox.</source>
        <translation>
            <numerusform>%n item came from a copy and waits in the outbox for your decision.</numerusform>
            <numerusform>%n items came from a copy and wait in the outbox for your decision.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n attached file(s) that nothing names any more stay(s) here, too.</source>
        <translation>
            <numerusform>%n attachment whose text is gone is kept here, too.</numerusform>
            <numerusform>%n attachments whose text is gone are kept here, too.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RecurrenceWords</name>
    <message numerus="yes">
        <source>Happened again: trouble %n time(s) in the last 12 months</source>
        <translation>
            <numerusform>Happened again: trouble %n time in the last 12 months</numerusform>
            <numerusform>Happened again: trouble %n times in the last 12 months</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Tray</name>
    <message numerus="yes">
        <source>%n unread</source>
        <translation>
            <numerusform>%n unread</numerusform>
            <numerusform>%n unread</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n need(s) you</source>
        <translation>
            <numerusform>%n needs you</numerusform>
            <numerusform>%n need you</numerusform>
        </translation>
    </message>
</context>
</TS>
