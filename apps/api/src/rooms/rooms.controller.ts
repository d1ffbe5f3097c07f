import { endpoints, type RoomPage, type RoomView } from '@carillon/contracts';
import { Controller } from '@nestjs/common';
import type { Identity } from '../identity/identity.js';
import { Me } from '../identity/session.guard.js';
import { Handles, Input, type InputOf } from '../platform/http/endpoint.js';
import { RoomsService } from './rooms.service.js';

@Controller()
export class RoomsController {
  constructor(private readonly rooms: RoomsService) {}

  @Handles(endpoints.listRooms)
  list(@Me() me: Identity, @Input() { query }: InputOf<typeof endpoints.listRooms>): Promise<RoomPage> {
    return this.rooms.list(me, query);
  }

  @Handles(endpoints.createRoom)
  create(@Me() me: Identity, @Input() { body }: InputOf<typeof endpoints.createRoom>): Promise<RoomView> {
    return this.rooms.create(me, body.name);
  }

  @Handles(endpoints.readRoom)
  read(@Me() me: Identity, @Input() { params }: InputOf<typeof endpoints.readRoom>): Promise<RoomView> {
    return this.rooms.read(me, params.roomId);
  }

  @Handles(endpoints.changeRoom)
  change(
    @Me() me: Identity,
    @Input() { params, body }: InputOf<typeof endpoints.changeRoom>,
  ): Promise<RoomView> {
    return this.rooms.change(me, params.roomId, body);
  }

  @Handles(endpoints.deleteRoom)
  delete(@Me() me: Identity, @Input() { params }: InputOf<typeof endpoints.deleteRoom>): Promise<void> {
    return this.rooms.delete(me, params.roomId);
  }
}
